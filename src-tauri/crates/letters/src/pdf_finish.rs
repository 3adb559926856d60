//! What makes a written PDF a document: language, structure tree, bookmarks,
//! metadata, and an identifier that follows from the content.
//!
//! Built to the ideas of PDF/UA-1 (ISO 14289-1) without claiming conformance:
//! no validator that could prove it runs in the tests.

use domain::Lang;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::display::{Meta, Pages, Role};
use crate::pdf::PdfError;

const CREATOR: &str = "明账 Mingzhang";
const PRODUCER: &str = "printpdf";

/// Finishes `document`; `marks[page][mcid]` is the node of a marked content.
pub(crate) fn finish(
    mut document: Document,
    pages: &Pages,
    marks: &[Vec<usize>],
) -> Result<Vec<u8>, PdfError> {
    document.version = "1.7".to_owned();
    let page_ids: Vec<ObjectId> = document.page_iter().collect();
    let structure = add_structure(&mut document, pages, marks, &page_ids)?;
    let outlines = add_outlines(&mut document, pages, &page_ids);
    let metadata = add_metadata(&mut document, &pages.meta);
    let catalog = document.catalog_mut()?;
    catalog.set("Lang", Object::string_literal(pages.meta.lang.tag()));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", structure);
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    catalog.set("Metadata", metadata);
    if let Some(outlines) = outlines {
        catalog.set("Outlines", outlines);
        catalog.set("PageMode", "UseOutlines");
    }
    let info = document.add_object(info(&pages.meta));
    document.trailer.set("Info", info);
    document.trailer.remove(b"ID");
    document.prune_objects();
    document.renumber_objects();
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes)?;
    let digest = Sha256::digest(&bytes);
    let id = Object::String(digest[..16].to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    bytes.clear();
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

fn integer(value: usize) -> Object {
    Object::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}

fn add_structure(
    document: &mut Document,
    pages: &Pages,
    marks: &[Vec<usize>],
    page_ids: &[ObjectId],
) -> Result<ObjectId, PdfError> {
    let root = document.new_object_id();
    let elements: Vec<ObjectId> = pages
        .tree
        .iter()
        .map(|_| document.new_object_id())
        .collect();
    let mut children: Vec<Vec<Object>> = vec![Vec::new(); pages.tree.len()];
    let mut numbers = Vec::new();
    for (page, (nodes, &page_id)) in marks.iter().zip(page_ids).enumerate() {
        let mut owners = Vec::with_capacity(nodes.len());
        for (id, &node) in nodes.iter().enumerate() {
            children[node].push(Object::Dictionary(dictionary! {
                "Type" => "MCR", "Pg" => page_id, "MCID" => integer(id),
            }));
            owners.push(Object::Reference(elements[node]));
        }
        numbers.extend([integer(page), Object::Array(owners)]);
        let dictionary = document.get_dictionary_mut(page_id)?;
        dictionary.set("StructParents", integer(page));
        dictionary.set("Tabs", "S");
        dictionary.remove(b"Annots");
    }
    for (index, node) in pages.tree.iter().enumerate() {
        if let Some(parent) = node.parent {
            children[parent].push(Object::Reference(elements[index]));
        }
    }
    for ((node, &element), kids) in pages.tree.iter().zip(&elements).zip(children) {
        let parent = node.parent.map_or(root, |parent| elements[parent]);
        let mut dictionary = dictionary! {
            "Type" => "StructElem", "S" => node.role.name(), "P" => parent, "K" => kids,
        };
        match node.role {
            Role::Th => dictionary.set("A", dictionary! { "O" => "Table", "Scope" => "Column" }),
            Role::L => {
                dictionary.set(
                    "A",
                    dictionary! { "O" => "List", "ListNumbering" => "Decimal" },
                );
            }
            _ => {}
        }
        document.set_object(element, dictionary);
    }
    let parents = document.add_object(dictionary! { "Nums" => numbers });
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![Object::Reference(elements[0])],
            "ParentTree" => parents,
            "ParentTreeNextKey" => integer(marks.len()),
        },
    );
    Ok(root)
}

fn add_outlines(document: &mut Document, pages: &Pages, page_ids: &[ObjectId]) -> Option<ObjectId> {
    let entries: Vec<_> = pages
        .bookmarks
        .iter()
        .filter_map(|mark| page_ids.get(mark.page).map(|&page| (mark, page)))
        .collect();
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    let (&first, &last) = (ids.first()?, ids.last()?);
    for (index, (mark, page)) in entries.into_iter().enumerate() {
        let top = Object::Real((pages.height - mark.y).round());
        let mut entry = dictionary! {
            "Title" => text(&mark.title),
            "Parent" => root,
            "Dest" => vec![page.into(), "XYZ".into(), Object::Integer(0), top, Object::Null],
        };
        if let Some(&previous) = index.checked_sub(1).and_then(|index| ids.get(index)) {
            entry.set("Prev", previous);
        }
        if let Some(&next) = ids.get(index + 1) {
            entry.set("Next", next);
        }
        document.set_object(ids[index], entry);
    }
    document.set_object(
        root,
        dictionary! {
            "Type" => "Outlines", "First" => first, "Last" => last, "Count" => integer(ids.len()),
        },
    );
    Some(root)
}

/// UTF-16 with its mark, as ISO 32000-1, 7.9.2.2 asks of text beyond ASCII.
fn text(value: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn info(meta: &Meta) -> Dictionary {
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

/// XMP says the same as the Info dictionary; it stays uncompressed so that
/// tools that know no PDF can read it.
fn add_metadata(document: &mut Document, meta: &Meta) -> ObjectId {
    let lang = match meta.lang {
        Lang::ZhCn => "zh-CN",
        Lang::En => "en",
    };
    let dates = meta.date.map_or_else(String::new, |day| {
        let at = day.format("%Y-%m-%dT00:00:00+08:00");
        format!("<xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate>")
    });
    let (title, author, subject) = (
        escape(&meta.title),
        escape(&meta.author),
        escape(&meta.subject),
    );
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
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"
    );
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    document.add_object(Stream::new(dictionary, packet.into_bytes()).with_compression(false))
}

/// Escapes text for XML content and attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
