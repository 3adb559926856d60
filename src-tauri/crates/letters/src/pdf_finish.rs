//! What makes a written PDF a document: language, structure tree, bookmarks,
//! and what PDF/A-1b (ISO 19005-1) and PDF/UA-1 (ISO 14289-1) ask besides.
//!
//! The lane `pdf` of the tests holds every sample letter to both.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::display::{Frame, Mark, Pages, Part, Picture, Role};
use crate::pdf::{PdfError, picture_name};
use crate::pdf_meta::{add_metadata, add_output_intent, info, text};

/// Finishes `document`; `marks[page][mcid]` is the node of a marked content,
/// `subsets` the number of glyphs under each font's name. Returns the object each
/// picture is to be written as; until then a mere placeholder.
pub(crate) fn finish(
    document: &mut Document,
    pages: &Pages,
    marks: &[Vec<usize>],
    subsets: &BTreeMap<String, u16>,
) -> Result<Vec<ObjectId>, PdfError> {
    let page_ids: Vec<ObjectId> = document.page_iter().collect();
    add_pictures(document, pages, &page_ids)?;
    let structure = add_structure(document, pages, marks, &page_ids)?;
    let outlines = add_outlines(document, pages, &page_ids);
    let foreign = |picture: &Picture| matches!(picture.part, Part::Page(_));
    let claims = !pages.pictures.iter().any(foreign);
    let metadata = add_metadata(document, &pages.meta, claims);
    let intent = add_output_intent(document);
    add_cid_sets(document, subsets);
    let catalog = document.catalog_mut()?;
    catalog.set("Lang", Object::string_literal(pages.meta.lang.tag()));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", structure);
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", intent);
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
    // Renumbering has moved the placeholders: each says which picture it is for.
    let mut pictures = vec![(0, 0); pages.pictures.len()];
    for (&id, object) in &document.objects {
        if let Ok(number) = object.as_dict().and_then(|dict| dict.get(PLACEHOLDER))
            && let Some(place) = usize::try_from(number.as_i64()?)
                .ok()
                .and_then(|number| pictures.get_mut(number))
        {
            *place = id;
        }
    }
    Ok(pictures)
}

/// The key of a placeholder, and in it the number of its picture.
const PLACEHOLDER: &[u8] = b"MingzhangPicture";

/// A placeholder for each picture, under its name among its page's resources.
fn add_pictures(
    document: &mut Document,
    pages: &Pages,
    page_ids: &[ObjectId],
) -> Result<(), PdfError> {
    for (page, &page_id) in pages.pages.iter().zip(page_ids) {
        let mut names = Dictionary::new();
        for item in &page.items {
            if let Mark::Picture { picture, .. } = item.mark {
                let mut placeholder = Dictionary::new();
                placeholder.set(PLACEHOLDER, integer(picture));
                names.set(picture_name(picture), document.add_object(placeholder));
            }
        }
        if names.is_empty() {
            continue;
        }
        let resources = document.get_dictionary(page_id)?.get(b"Resources")?;
        let resources = resources.as_reference()?;
        let resources = document.get_dictionary_mut(resources)?;
        resources.set("XObject", names);
    }
    Ok(())
}

/// Which glyphs a subset holds (ISO 19005-1, 6.3.5): all of those it was given,
/// for `subsetter` numbers them from 0 without a gap.
fn add_cid_sets(document: &mut Document, subsets: &BTreeMap<String, u16>) {
    let found: Vec<(ObjectId, u16)> = document
        .objects
        .iter()
        .filter_map(|(&id, object)| {
            let name = object.as_dict().ok()?.get(b"FontName").ok()?;
            let name = String::from_utf8_lossy(name.as_name().ok()?).into_owned();
            subsets.get(&name).map(|&count| (id, count))
        })
        .collect();
    for (descriptor, count) in found {
        let mut bits = vec![0_u8; usize::from(count).div_ceil(8)];
        for glyph in 0..usize::from(count) {
            bits[glyph / 8] |= 0x80 >> (glyph % 8);
        }
        let set = document.add_object(Stream::new(dictionary! {}, bits));
        if let Ok(descriptor) = document.get_dictionary_mut(descriptor) {
            descriptor.set("CIDSet", set);
        }
    }
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
    for (index, (node, kids)) in pages.tree.iter().zip(children).enumerate() {
        let element = elements[index];
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
            Role::Figure => dictionary.set("A", picture_box(pages, index)),
            _ => {}
        }
        if let Some(alt) = &node.alt {
            dictionary.set("Alt", text(alt));
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

/// Where a picture stands on its page (ISO 32000-1, 14.8.5.4.3).
fn picture_box(pages: &Pages, node: usize) -> Dictionary {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let frame = items
        .filter(|item| item.node == Some(node))
        .find_map(|item| match item.mark {
            Mark::Picture { frame, .. } => Some(frame),
            _ => None,
        });
    let mut layout = dictionary! { "O" => "Layout", "Placement" => "Block" };
    if let Some(Frame {
        x,
        y,
        width,
        height,
    }) = frame
    {
        let foot = pages.height - y - height;
        let corners = [x, foot, x + width, foot + height];
        layout.set("BBox", corners.map(Object::Real).to_vec());
    }
    layout
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
