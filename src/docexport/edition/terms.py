"""The few words that an output adds to the article, in the article's language.

One table row per language. Languages that are not here get English words, marked as English by the
writers through `Terms.lang`.
"""

from __future__ import annotations

from functools import lru_cache

from docexport.records import Struct


class Terms(Struct, frozen=True):
    """Words of one language; `lang` is its tag."""

    lang: str
    figure: str
    table: str
    section: str
    contents: str
    key_points: str
    notes: str
    commentary: str
    note: str
    tip: str
    important: str
    warning: str
    caution: str
    by: str
    """A template with `{}` for the authors."""
    and_: str
    draft: str
    embargo: str
    """A template with `{}` for the date."""
    page: str
    cover: str
    title_page: str
    figures: str
    tables: str
    placeholder: str
    back: str
    """What a note's backlink says to a screen reader."""
    months: tuple[str, ...]
    date: str
    """A template with {day}, {month} and {year}."""


def _row(
    lang: str, figure: str, table: str, section: str, contents: str, key_points: str, notes: str,
    commentary: str, callouts: str, by: str, and_: str, draft: str, embargo: str, page: str, cover: str,
    title_page: str, figures: str, tables: str, placeholder: str, back: str, months: str,
    date: str = "{day} {month} {year}",
) -> Terms:  # fmt: skip
    note, tip, important, warning, caution = callouts.split("|")
    return Terms(
        lang, figure, table, section, contents, key_points, notes, commentary,
        note, tip, important, warning, caution, by, and_, draft, embargo, page, cover, title_page,
        figures, tables, placeholder, back, tuple(months.split()), date,
    )  # fmt: skip


_NUMBERED = " ".join(str(month) for month in range(1, 13))

_ROWS: tuple[Terms, ...] = (
    _row("en", "Figure", "Table", "section", "Contents", "Key points", "Notes", "Commentary",
         "Note|Tip|Important|Warning|Caution", "By {}", "and", "Draft", "Embargoed until {}", "Page", "Cover",
         "Title page", "Figures", "Tables", "Picture not available", "Back to the text",
         "January February March April May June July August September October November December"),
    _row("de", "Abbildung", "Tabelle", "Abschnitt", "Inhalt", "Kernpunkte", "Anmerkungen", "Kommentar",
         "Hinweis|Tipp|Wichtig|Warnung|Vorsicht", "Von {}", "und", "Entwurf", "Gesperrt bis {}", "Seite",
         "Umschlag", "Titelseite", "Abbildungen", "Tabellen", "Bild nicht verfügbar", "Zurück zum Text",
         "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
         "{day}. {month} {year}"),
    _row("fr", "Figure", "Tableau", "section", "Sommaire", "Points clés", "Notes", "Commentaire",
         "Remarque|Conseil|Important|Avertissement|Attention", "Par {}", "et", "Brouillon",
         "Sous embargo jusqu’au {}", "Page", "Couverture", "Page de titre", "Figures", "Tableaux",
         "Image non disponible", "Retour au texte",
         "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    _row("es", "Figura", "Tabla", "sección", "Contenido", "Puntos clave", "Notas", "Comentario",
         "Nota|Consejo|Importante|Advertencia|Precaución", "Por {}", "y", "Borrador", "Embargado hasta {}",
         "Página", "Cubierta", "Portada", "Figuras", "Tablas", "Imagen no disponible", "Volver al texto",
         "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
         "{day} de {month} de {year}"),
    _row("it", "Figura", "Tabella", "sezione", "Indice", "Punti chiave", "Note", "Commento",
         "Nota|Suggerimento|Importante|Avvertenza|Attenzione", "Di {}", "e", "Bozza", "Embargo fino al {}",
         "Pagina", "Copertina", "Frontespizio", "Figure", "Tabelle", "Immagine non disponibile",
         "Torna al testo",
         "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    _row("pt", "Figura", "Tabela", "seção", "Sumário", "Pontos principais", "Notas", "Comentário",
         "Nota|Dica|Importante|Aviso|Cuidado", "Por {}", "e", "Rascunho", "Embargado até {}", "Página", "Capa",
         "Folha de rosto", "Figuras", "Tabelas", "Imagem não disponível", "Voltar ao texto",
         "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
         "{day} de {month} de {year}"),
    _row("nl", "Figuur", "Tabel", "paragraaf", "Inhoud", "Kernpunten", "Noten", "Commentaar",
         "Opmerking|Tip|Belangrijk|Waarschuwing|Let op", "Door {}", "en", "Concept", "Embargo tot {}", "Pagina",
         "Omslag", "Titelpagina", "Figuren", "Tabellen", "Afbeelding niet beschikbaar", "Terug naar de tekst",
         "januari februari maart april mei juni juli augustus september oktober november december"),
    _row("pl", "Rysunek", "Tabela", "rozdział", "Spis treści", "Najważniejsze", "Przypisy", "Komentarz",
         "Uwaga|Wskazówka|Ważne|Ostrzeżenie|Przestroga", "{}", "i", "Wersja robocza", "Embargo do {}", "Strona",
         "Okładka", "Strona tytułowa", "Rysunki", "Tabele", "Obraz niedostępny", "Powrót do tekstu",
         "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"),
    _row("sv", "Figur", "Tabell", "avsnitt", "Innehåll", "Huvudpunkter", "Noter", "Kommentar",
         "Obs|Tips|Viktigt|Varning|Försiktighet", "Av {}", "och", "Utkast", "Embargo till {}", "Sida", "Omslag",
         "Titelsida", "Figurer", "Tabeller", "Bilden saknas", "Tillbaka till texten",
         "januari februari mars april maj juni juli augusti september oktober november december"),
    _row("uk", "Рисунок", "Таблиця", "розділ", "Зміст", "Головне", "Примітки", "Коментар",
         "Примітка|Порада|Важливо|Застереження|Обережно", "{}", "і", "Чернетка", "Ембарго до {}", "Сторінка",
         "Обкладинка", "Титульна сторінка", "Рисунки", "Таблиці", "Зображення недоступне",
         "Назад до тексту",
         "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
    _row("ru", "Рисунок", "Таблица", "раздел", "Содержание", "Главное", "Примечания", "Комментарий",
         "Примечание|Совет|Важно|Предупреждение|Осторожно", "{}", "и", "Черновик", "Эмбарго до {}", "Страница",
         "Обложка", "Титульная страница", "Рисунки", "Таблицы", "Изображение недоступно", "Назад к тексту",
         "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    _row("el", "Εικόνα", "Πίνακας", "ενότητα", "Περιεχόμενα", "Βασικά σημεία", "Σημειώσεις", "Σχόλιο",
         "Σημείωση|Συμβουλή|Σημαντικό|Προειδοποίηση|Προσοχή", "{}", "και", "Προσχέδιο", "Εμπάργκο έως {}",
         "Σελίδα", "Εξώφυλλο", "Σελίδα τίτλου", "Εικόνες", "Πίνακες", "Η εικόνα δεν είναι διαθέσιμη",
         "Επιστροφή στο κείμενο",
         "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου "
         "Οκτωβρίου Νοεμβρίου Δεκεμβρίου"),
    _row("he", "איור", "טבלה", "סעיף", "תוכן העניינים", "עיקרי הדברים", "הערות", "פרשנות",
         "הערה|עצה|חשוב|אזהרה|זהירות", "מאת {}", "ו", "טיוטה", "באמברגו עד {}", "עמוד", "כריכה", "עמוד השער",
         "איורים", "טבלאות", "התמונה אינה זמינה", "חזרה לטקסט",
         "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר"),
    _row("ar", "الشكل", "الجدول", "القسم", "المحتويات", "النقاط الرئيسية", "الحواشي", "تعليق",
         "ملاحظة|نصيحة|مهم|تحذير|تنبيه", "بقلم {}", "و", "مسودة", "محظور النشر حتى {}", "صفحة", "الغلاف",
         "صفحة العنوان", "الأشكال", "الجداول", "الصورة غير متاحة", "العودة إلى النص",
         "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
    _row("tr", "Şekil", "Tablo", "bölüm", "İçindekiler", "Öne çıkanlar", "Notlar", "Yorum",
         "Not|İpucu|Önemli|Uyarı|Dikkat", "{}", "ve", "Taslak", "{} tarihine kadar ambargolu", "Sayfa", "Kapak",
         "Başlık sayfası", "Şekiller", "Tablolar", "Resim yok", "Metne dön",
         "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"),
    _row("ko", "그림", "표", "절", "차례", "핵심 요약", "주", "논평", "참고|도움말|중요|경고|주의", "{}", "·", "초안",
         "{}까지 보도 금지", "쪽", "표지", "속표지", "그림 목록", "표 목록", "그림을 표시할 수 없음", "본문으로 돌아가기",
         _NUMBERED, "{year}년 {month}월 {day}일"),
    _row("ja", "図", "表", "節", "目次", "要点", "注", "論評", "注記|ヒント|重要|警告|注意", "{}", "・", "草稿",
         "{}まで解禁前", "ページ", "表紙", "扉", "図一覧", "表一覧", "画像を表示できません", "本文に戻る",
         _NUMBERED, "{year}年{month}月{day}日"),
    _row("zh", "图", "表", "节", "目录", "要点", "注释", "评论", "说明|提示|重要|警告|注意", "{}", "、", "草稿",
         "{}前禁止发布", "页", "封面", "扉页", "图目录", "表目录", "图片不可用", "返回正文",
         _NUMBERED, "{year}年{month}月{day}日"),
)  # fmt: skip


@lru_cache(maxsize=64)
def terms(lang: str) -> Terms:
    """The words of a BCP 47 language, by its primary subtag; English where there is no row."""
    primary = lang.split("-", maxsplit=1)[0].lower()
    rows = {row.lang: row for row in _ROWS}
    return rows.get(primary, rows["en"])
