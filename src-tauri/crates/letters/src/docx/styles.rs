//! The look: page, fonts and styles. Lengths are twentieths of a point, sizes
//! are half points, as the format counts them. They follow the sheet of the PDF.

use domain::Lang;

use super::parts::tag;

/// A4 (ISO 216).
pub(super) const PAGE_WIDTH: u32 = 11906;
pub(super) const PAGE_HEIGHT: u32 = 16838;
/// Text width: 37 characters of 12 pt.
pub(super) const MEASURE: u32 = 8880;
pub(super) const MARGIN_SIDE: u32 = (PAGE_WIDTH - MEASURE) / 2;
pub(super) const MARGIN_TOP: u32 = 1600;
pub(super) const MARGIN_BOTTOM: u32 = 1560;
pub(super) const HEADER_FROM_EDGE: u32 = 840;
pub(super) const FOOTER_FROM_EDGE: u32 = 740;
/// Where the signature starts, from the left of the text.
const SIGNATURE_INDENT: u32 = MEASURE * 46 / 100;
/// Room left to sign, seal or leave a fingerprint.
const SIGNING_ROOM: u32 = 1040;

/// A font by the name systems know it by. Government papers and most offices set
/// letters in 仿宋; every Windows and WPS has it.
pub(super) struct Font {
    pub(super) name: &'static str,
    /// The same font's other name.
    pub(super) other: Option<&'static str>,
    /// 86: GB 2312; 00: Western.
    pub(super) charset: &'static str,
    pub(super) family: &'static str,
}

const fn font(
    name: &'static str,
    other: Option<&'static str>,
    charset: &'static str,
    family: &'static str,
) -> Font {
    Font {
        name,
        other,
        charset,
        family,
    }
}

/// Every font the styles name.
pub(super) const FONTS: &[Font] = &[
    font("仿宋", Some("FangSong"), "86", "modern"),
    font("宋体", Some("SimSun"), "86", "auto"),
    font("黑体", Some("SimHei"), "86", "modern"),
    font("Times New Roman", None, "00", "roman"),
    font("Arial", None, "00", "swiss"),
];

/// A pair of fonts, for hanzi and for Latin letters.
type Pair = (&'static str, &'static str);

const BODY: Pair = ("仿宋", "Times New Roman");
const SONG: Pair = ("宋体", "Times New Roman");
const SANS: Pair = ("黑体", "Arial");

/// Size and exact distance of lines.
#[derive(Clone, Copy)]
pub(super) struct Measure {
    pub(super) size: u32,
    line: u32,
}

/// The measures of one language.
pub(super) struct Sheet {
    pub(super) lang: Lang,
    title: Measure,
    heading: Measure,
    pub(super) body: Measure,
    cell: Measure,
    furniture: Measure,
    /// First-line indent, in hundredths of a character and as a length.
    indent: (u32, u32),
    paragraph_gap: u32,
    pub(super) list_number: u32,
    pub(super) list_text: u32,
}

impl Sheet {
    pub(super) const fn of(lang: Lang) -> Self {
        const fn measure(size: u32, line: u32) -> Measure {
            Measure { size, line }
        }
        match lang {
            Lang::ZhCn => Self {
                lang,
                title: measure(40, 600),
                heading: measure(25, 420),
                body: measure(24, 410),
                cell: measure(20, 300),
                furniture: measure(17, 240),
                indent: (200, 480),
                paragraph_gap: 0,
                list_number: 480,
                list_text: 840,
            },
            Lang::En => Self {
                lang,
                title: measure(36, 480),
                heading: measure(23, 340),
                body: measure(22, 312),
                cell: measure(19, 260),
                furniture: measure(17, 240),
                indent: (0, 0),
                paragraph_gap: 100,
                list_number: 0,
                list_text: 360,
            },
        }
    }
}

/// A paragraph style: Word's own name where it has one, so that its outline and
/// its lists of styles know what a paragraph is.
struct Style {
    id: &'static str,
    name: &'static str,
    /// Properties of the paragraph, in the order of the schema.
    paragraph: String,
    /// Properties of its letters, in the order of the schema.
    letters: String,
}

/// `styles.xml`; `namespace` declares `w`.
pub(super) fn styles(sheet: &Sheet, namespace: &str) -> String {
    let tag = tag(sheet.lang);
    let mut xml = format!(
        "<w:styles {namespace}><w:docDefaults><w:rPrDefault><w:rPr>{}\
         <w:lang w:val=\"{tag}\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">\
         <w:name w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr>{}</w:pPr></w:style>",
        letters(BODY, sheet.body, ""),
        spacing(sheet.body, 0, 0),
    );
    for style in paragraph_styles(sheet) {
        xml.push_str(&format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{}\"><w:name w:val=\"{}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{}</w:pPr><w:rPr>{}</w:rPr></w:style>",
            style.id, style.name, style.paragraph, style.letters
        ));
    }
    xml.push_str(
        "<w:style w:type=\"character\" w:styleId=\"Label\"><w:name w:val=\"Strong\"/><w:qFormat/>\
         <w:rPr><w:b/></w:rPr></w:style>",
    );
    xml.push_str(TABLE);
    xml + "</w:styles>"
}

/// Horizontal rules only.
const TABLE: &str = "\
<w:style w:type=\"table\" w:styleId=\"LetterTable\"><w:name w:val=\"Letter Table\"/>\
<w:tblPr><w:tblBorders>\
<w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>\
<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>\
<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
</w:tblBorders><w:tblCellMar><w:top w:w=\"70\" w:type=\"dxa\"/><w:left w:w=\"80\" w:type=\"dxa\"/>\
<w:bottom w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
</w:style>";

fn paragraph_styles(sheet: &Sheet) -> Vec<Style> {
    let body = || letters(BODY, sheet.body, "");
    let (chars, length) = sheet.indent;
    let first = format!("<w:ind w:firstLineChars=\"{chars}\" w:firstLine=\"{length}\"/>");
    let signature = format!("<w:ind w:left=\"{SIGNATURE_INDENT}\"/>");
    let keep = "<w:keepNext/><w:keepLines/>";
    let lines = "<w:keepLines/>";
    let (title, heading, text) = (sheet.title, sheet.heading, sheet.body);
    let gap = sheet.paragraph_gap;
    let space = text.size * 5;
    let furniture = letters(SONG, sheet.furniture, "<w:color w:val=\"595959\"/>");
    let both = "<w:jc w:val=\"both\"/>";
    vec![
        Style {
            id: "Title",
            name: "Title",
            paragraph: format!("{keep}{}<w:jc w:val=\"center\"/>", spacing(title, 0, 280)),
            letters: letters(SANS, title, "<w:b/>"),
        },
        Style {
            id: "Heading1",
            name: "heading 1",
            paragraph: format!(
                "{keep}{}<w:outlineLvl w:val=\"0\"/>",
                spacing(heading, 180, 20)
            ),
            letters: letters(SANS, heading, "<w:b/>"),
        },
        Style {
            id: "Salutation",
            name: "Salutation",
            paragraph: spacing(text, 0, 80),
            letters: letters(BODY, text, "<w:b/>"),
        },
        Style {
            id: "BodyText",
            name: "Body Text",
            paragraph: format!("{}{first}{both}", spacing(text, gap, 0)),
            letters: body(),
        },
        Style {
            id: "ListNumber",
            name: "List Number",
            paragraph: format!("{}{both}", spacing(text, gap / 2, 0)),
            letters: body(),
        },
        Style {
            id: "Field",
            name: "Letter Field",
            paragraph: format!("{lines}{}", spacing(text, 0, 0)),
            letters: body(),
        },
        Style {
            id: "Closing",
            name: "Closing",
            paragraph: format!("{keep}{}{first}", spacing(text, space, 0)),
            letters: body(),
        },
        Style {
            id: "Wish",
            name: "Letter Wish",
            paragraph: format!("{keep}{}", spacing(text, 0, 0)),
            letters: body(),
        },
        Style {
            id: "Signature",
            name: "Signature",
            paragraph: format!("{lines}{}{signature}", spacing(text, 0, 0)),
            letters: body(),
        },
        Style {
            id: "SigningRoom",
            name: "Letter Signing Room",
            paragraph: format!(
                "{lines}{}{signature}",
                spacing(text, 0, SIGNING_ROOM - text.line)
            ),
            letters: body(),
        },
        Style {
            id: "Cell",
            name: "Letter Cell",
            paragraph: spacing(sheet.cell, 0, 0),
            letters: letters(SONG, sheet.cell, ""),
        },
        Style {
            id: "AmountCell",
            name: "Letter Amount",
            paragraph: format!("{}<w:jc w:val=\"right\"/>", spacing(sheet.cell, 0, 0)),
            letters: letters(SONG, sheet.cell, ""),
        },
        Style {
            id: "AfterTable",
            name: "Letter After Table",
            paragraph: "<w:spacing w:line=\"100\" w:lineRule=\"exact\"/>".to_owned(),
            letters: "<w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/>".to_owned(),
        },
        Style {
            id: "Header",
            name: "header",
            paragraph: spacing(sheet.furniture, 0, 0),
            letters: furniture.clone(),
        },
        Style {
            id: "Footer",
            name: "footer",
            paragraph: format!(
                "<w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"auto\"/></w:pBdr>\
                 <w:tabs><w:tab w:val=\"right\" w:pos=\"{MEASURE}\"/></w:tabs>{}",
                spacing(sheet.furniture, 0, 0)
            ),
            letters: furniture,
        },
    ]
}

fn spacing(measure: Measure, before: u32, after: u32) -> String {
    format!(
        "<w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"{}\" w:lineRule=\"exact\"/>",
        measure.line
    )
}

/// Fonts and size, with what stands between them in the schema.
fn letters((han, latin): Pair, measure: Measure, between: &str) -> String {
    let size = measure.size;
    format!(
        "<w:rFonts w:ascii=\"{latin}\" w:eastAsia=\"{han}\" w:hAnsi=\"{latin}\" w:cs=\"{latin}\"/>\
         {between}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"
    )
}
