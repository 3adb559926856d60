//! Header and footer: the reference, the page number, the record's check code or
//! the seal of the pack the pages are the index of.

use domain::Lang;

use super::blocks::set_flow;
use super::lines::Align;
use super::sheet::{FOOTER_BASELINE, HAIRLINE, HEADER_BASELINE, LEFT, MEASURE};
use super::{Flow, Setter};
use crate::display::{Item, Mark, Page};
use crate::document::Document;

/// How much of the chain head or the seal is printed, in hexadecimal digits.
const CHAIN_DIGITS: usize = 16;

/// Adds header and footer to every page.
pub(super) fn add(setter: &mut Setter<'_>, document: &Document, pages: &mut [Page]) {
    let count = pages.len();
    let (reference, chain, seal) = match document.lang {
        Lang::ZhCn => ("编号：", "记录校验码：", "清单校验值："),
        Lang::En => (
            "Reference: ",
            "Record check code: ",
            "Seal of the manifest: ",
        ),
    };
    let code = document.seal.as_ref().map(|code| (seal, code));
    let code = code.or_else(|| Some((chain, document.chain_head.as_ref()?)));
    for (index, page) in pages.iter_mut().enumerate() {
        let number = index + 1;
        let folio = match document.lang {
            Lang::ZhCn => format!("第 {number} 页 共 {count} 页"),
            Lang::En => format!("Page {number} of {count}"),
        };
        let mut header = Vec::new();
        if !document.reference.is_empty() {
            let text = format!("{reference}{}", document.reference);
            header.extend(line(setter, &text, HEADER_BASELINE, false));
        }
        if index > 0 {
            header.extend(line(setter, &document.title, HEADER_BASELINE, true));
        }
        header.append(&mut page.items);
        page.items = header;
        page.items.push(Item {
            node: None,
            mark: Mark::Rule {
                x: LEFT,
                y: FOOTER_BASELINE - 13.0,
                width: MEASURE,
                thickness: HAIRLINE,
            },
        });
        if let Some((name, code)) = code {
            let short: String = code.chars().take(CHAIN_DIGITS).collect();
            let text = format!("{name}{short}");
            page.items
                .extend(line(setter, &text, FOOTER_BASELINE, false));
        }
        page.items
            .extend(line(setter, &folio, FOOTER_BASELINE, true));
    }
}

/// One line at the left or the right edge; what does not fit in it is left out.
fn line(setter: &mut Setter<'_>, text: &str, y: f32, right: bool) -> Vec<Item> {
    let style = setter.sheet.furniture;
    let lines = set_flow(
        setter,
        Flow::from(text),
        style,
        MEASURE * 0.62,
        0.0,
        Align::Start,
    );
    let Some(line) = lines.into_iter().next() else {
        return Vec::new();
    };
    let x = if right {
        LEFT + MEASURE - line.width
    } else {
        LEFT
    };
    line.runs
        .into_iter()
        .map(|mut run| {
            run.x += x;
            run.y = y;
            Item {
                node: None,
                mark: Mark::Glyphs(run),
            }
        })
        .collect()
}
