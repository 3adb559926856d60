//! The parts of the package and how they hang together.

use domain::Lang;

use super::body::{body, runs};
use super::escaped;
use super::styles::{
    FONTS, FOOTER_FROM_EDGE, HEADER_FROM_EDGE, MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, PAGE_HEIGHT,
    PAGE_WIDTH, Sheet, styles,
};
use crate::document::Document;

pub(super) const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// The namespace of the words themselves.
const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
const R: &str = r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// How much of the chain head is printed, in hexadecimal digits; as in the PDF.
const CHAIN_DIGITS: usize = 16;

/// Parts that belong to the document: name, which is also the kind of relation
/// and of content. Their relation's id is `rId` and the place in this list.
const RELATED: &[(&str, &str)] = &[
    ("styles", "styles"),
    ("numbering", "numbering"),
    ("settings", "settings"),
    ("fontTable", "fontTable"),
    ("header1", "header"),
    ("footer1", "footer"),
];

/// Every part by name, the list of contents first as readers expect it.
pub(super) fn parts(document: &Document) -> Vec<(&'static str, String)> {
    let sheet = Sheet::of(document.lang);
    let (blocks, lists) = body(document, &sheet);
    vec![
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", properties(document)),
        (
            "word/document.xml",
            format!(
                "<w:document {W} {R}><w:body>{blocks}{}</w:body></w:document>",
                section()
            ),
        ),
        ("word/_rels/document.xml.rels", document_relations()),
        ("word/styles.xml", styles(&sheet, W)),
        ("word/numbering.xml", numbering(&sheet, lists)),
        ("word/settings.xml", settings(document.lang)),
        ("word/fontTable.xml", font_table()),
        ("word/header1.xml", header(document)),
        ("word/footer1.xml", footer(document)),
    ]
}

fn content_types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut xml = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{word}.document.main+xml\"/>"
    );
    for (name, kind) in RELATED {
        xml.push_str(&format!(
            "<Override PartName=\"/word/{name}.xml\" ContentType=\"{word}.{kind}+xml\"/>"
        ));
    }
    xml + "</Types>"
}

fn package_relations() -> String {
    format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATION}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         </Relationships>"
    )
}

fn document_relations() -> String {
    let mut xml = format!("<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (index, (name, kind)) in RELATED.iter().enumerate() {
        xml.push_str(&format!(
            "<Relationship Id=\"rId{}\" Type=\"{RELATION}/{kind}\" Target=\"{name}.xml\"/>",
            index + 1
        ));
    }
    xml + "</Relationships>"
}

/// Title, author, subject, language and the letter's own day.
fn properties(document: &Document) -> String {
    let mut xml = format!(
        "<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>{}</dc:creator>\
         <dc:language>{}</dc:language>",
        escaped(&document.title),
        escaped(&document.subject),
        escaped(&document.author),
        tag(document.lang),
    );
    if let Some(day) = document.date {
        for name in ["created", "modified"] {
            xml.push_str(&format!(
                "<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:{name}>"
            ));
        }
    }
    xml + "</cp:coreProperties>"
}

/// Word's tag of a language: it knows English by country only.
pub(super) const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => "zh-CN",
        Lang::En => "en-US",
    }
}

/// A4 with the PDF's margins, header and footer.
fn section() -> String {
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"{}\"/>\
         <w:footerReference w:type=\"default\" r:id=\"{}\"/>\
         <w:pgSz w:w=\"{PAGE_WIDTH}\" w:h=\"{PAGE_HEIGHT}\"/>\
         <w:pgMar w:top=\"{MARGIN_TOP}\" w:right=\"{MARGIN_SIDE}\" w:bottom=\"{MARGIN_BOTTOM}\" \
         w:left=\"{MARGIN_SIDE}\" w:header=\"{HEADER_FROM_EDGE}\" w:footer=\"{FOOTER_FROM_EDGE}\" \
         w:gutter=\"0\"/></w:sectPr>",
        relation("header"),
        relation("footer"),
    )
}

/// The id of the relation to the part of this kind.
fn relation(kind: &str) -> String {
    let at = RELATED.iter().take_while(|(_, known)| *known != kind);
    format!("rId{}", at.count() + 1)
}

/// One look for all lists; each list counts from one.
fn numbering(sheet: &Sheet, lists: usize) -> String {
    let (text, number) = (sheet.list_text, sheet.list_number);
    let mut xml = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"0\">\
         <w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
         <w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/><w:lvlJc w:val=\"left\"/>\
         <w:pPr><w:ind w:left=\"{text}\" w:hanging=\"{}\"/></w:pPr></w:lvl></w:abstractNum>",
        text - number
    );
    for list in 1..=lists {
        xml.push_str(&format!(
            "<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"0\"/>\
             <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
        ));
    }
    xml + "</w:numbering>"
}

fn settings(lang: Lang) -> String {
    let tag = tag(lang);
    format!(
        "<w:settings {W}><w:defaultTabStop w:val=\"420\"/>\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{tag}\" w:eastAsia=\"zh-CN\"/></w:settings>"
    )
}

/// Under which other name a system may know a font, and what to take instead.
fn font_table() -> String {
    let mut xml = format!("<w:fonts {W}>");
    for font in FONTS {
        xml.push_str(&format!("<w:font w:name=\"{}\">", font.name));
        if let Some(other) = font.other {
            xml.push_str(&format!("<w:altName w:val=\"{other}\"/>"));
        }
        xml.push_str(&format!(
            "<w:charset w:val=\"{}\"/><w:family w:val=\"{}\"/><w:pitch w:val=\"variable\"/></w:font>",
            font.charset, font.family
        ));
    }
    xml + "</w:fonts>"
}

fn header(document: &Document) -> String {
    let label = match document.lang {
        Lang::ZhCn => "编号：",
        Lang::En => "Reference: ",
    };
    let text = if document.reference.is_empty() {
        String::new()
    } else {
        runs(&format!("{label}{}", document.reference))
    };
    format!("<w:hdr {W}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{text}</w:p></w:hdr>")
}

/// The record's check code at the left, the page and how many at the right.
fn footer(document: &Document) -> String {
    let (check, before, between, after) = match document.lang {
        Lang::ZhCn => ("记录校验码：", "第 ", " 页 共 ", " 页"),
        Lang::En => ("Record check code: ", "Page ", " of ", ""),
    };
    let head = document.chain_head.as_deref().unwrap_or_default();
    let short: String = head.chars().take(CHAIN_DIGITS).collect();
    let code = if short.is_empty() {
        String::new()
    } else {
        runs(&format!("{check}{short}"))
    };
    // Counted anew by whoever opens the file; the number written is a stand-in.
    let field = |name: &str| {
        format!(
            "<w:fldSimple w:instr=\" {name} \">{}</w:fldSimple>",
            runs("1")
        )
    };
    format!(
        "<w:ftr {W}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{code}\
         <w:r><w:tab/></w:r>{}{}{}{}{}</w:p></w:ftr>",
        runs(before),
        field("PAGE"),
        runs(between),
        field("NUMPAGES"),
        runs(after),
    )
}
