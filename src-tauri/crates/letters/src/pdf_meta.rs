//! What a PDF says about itself: the information dictionary, the same again as
//! XMP, and the colour space its numbers mean.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use crate::display::Meta;
use crate::icc::srgb;
use crate::svg::escape;

const CREATOR: &str = "明账 Mingzhang";
const PRODUCER: &str = "printpdf";

/// UTF-16 with its mark, as ISO 32000-1, 7.9.2.2 asks of text beyond ASCII.
pub(crate) fn text(value: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

pub(crate) fn info(meta: &Meta) -> Dictionary {
    let mut info = dictionary! {
        "Title" => text(&meta.title),
        "Author" => text(&meta.author),
        "Subject" => text(&meta.subject),
        "Creator" => text(CREATOR),
        "Producer" => text(PRODUCER),
    };
    if let Some(day) = meta.date {
        let date = Object::string_literal(day.format("D:%Y%m%d000000+08'00'").to_string());
        info.set("CreationDate", date.clone());
        info.set("ModDate", date);
    }
    info
}

/// sRGB, so that grey and photographs look alike everywhere (ISO 19005-1, 6.2.2).
pub(crate) fn add_output_intent(document: &mut Document) -> Object {
    let profile = document.add_object(Stream::new(
        dictionary! { "N" => 3, "Alternate" => "DeviceRGB" },
        srgb(),
    ));
    let condition = || Object::string_literal("sRGB IEC61966-2.1");
    Object::Array(vec![Object::Dictionary(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => condition(),
        "Info" => condition(),
        "RegistryName" => Object::string_literal("http://www.color.org"),
        "DestOutputProfile" => profile,
    })])
}

/// The claims of the file: PDF/A-1b (ISO 19005-1, 6.7.11) and PDF/UA-1 (ISO
/// 14289-1, 5). PDF/A-1 wants every schema it does not know described.
const CLAIMS: &str = "<rdf:Description rdf:about=\"\" \
xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>\
<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about=\"\" \
xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 this file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";

/// XMP says the same as the Info dictionary; it stays uncompressed so that
/// tools that know no PDF can read it. `claims`: whether the whole file is our
/// own and may say which standards it keeps.
pub(crate) fn add_metadata(document: &mut Document, meta: &Meta, claims: bool) -> ObjectId {
    let lang = meta.lang.tag();
    let dates = meta.date.map_or_else(String::new, |day| {
        let at = day.format("%Y-%m-%dT00:00:00+08:00");
        format!("<xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate>")
    });
    let (title, author, subject) = (
        escape(&meta.title),
        escape(&meta.author),
        escape(&meta.subject),
    );
    let claims = if claims { CLAIMS } else { "" };
    let packet = format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\
<dc:format>application/pdf</dc:format>\
<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\
<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt>\
</dc:description><dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>\
<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>{dates}<pdf:Producer>{PRODUCER}</pdf:Producer>\
</rdf:Description>{claims}</rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"
    );
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    document.add_object(Stream::new(dictionary, packet.into_bytes()).with_compression(false))
}
