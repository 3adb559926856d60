//! Where a page ends: strips that belong together move together, and a table
//! that goes on repeats its head.

use super::blocks::Slab;
use super::sheet::{BOTTOM, TOP};
use crate::display::{Bookmark, Item, Mark, Page};

/// Fills pages with strips.
pub(super) fn fill(slabs: Vec<Slab>) -> (Vec<Page>, Vec<Bookmark>) {
    let heads: Vec<Slab> = slabs
        .iter()
        .filter(|slab| slab.head_of.is_some())
        .cloned()
        .collect();
    let mut filler = Filler {
        pages: vec![Page::default()],
        bookmarks: Vec::new(),
        y: TOP,
        fresh: true,
        heads,
    };
    let mut group: Vec<Slab> = Vec::new();
    for slab in slabs {
        let open = slab.keep_next;
        group.push(slab);
        if !open {
            filler.place_group(std::mem::take(&mut group));
        }
    }
    filler.place_group(group);
    for page in &mut filler.pages {
        // Nodes are numbered in reading order; cells of a row are set line by
        // line across the row. Decoration comes first.
        page.items
            .sort_by_key(|item| item.node.map_or(0, |node| node + 1));
    }
    (filler.pages, filler.bookmarks)
}

struct Filler {
    pages: Vec<Page>,
    bookmarks: Vec<Bookmark>,
    y: f32,
    /// Nothing on the page yet.
    fresh: bool,
    /// Head strips of every table.
    heads: Vec<Slab>,
}

impl Filler {
    fn place_group(&mut self, group: Vec<Slab>) {
        let height: f32 = group.iter().map(|slab| slab.before + slab.height).sum();
        let fits_a_page = height <= BOTTOM - TOP;
        if !self.fresh && group.first().is_some_and(|slab| slab.new_page) {
            self.turn(group.first());
        }
        if !self.fresh && fits_a_page && self.y + height > BOTTOM {
            self.turn(group.first());
        }
        for slab in group {
            if !self.fresh && self.y + slab.before + slab.height > BOTTOM {
                self.turn(Some(&slab));
            }
            self.place(slab);
        }
    }

    fn turn(&mut self, next: Option<&Slab>) {
        self.pages.push(Page::default());
        self.y = TOP;
        self.fresh = true;
        let Some(table) = next.and_then(|slab| slab.body_of) else {
            return;
        };
        let heads: Vec<Slab> = self
            .heads
            .iter()
            .filter(|head| head.head_of == Some(table))
            .cloned()
            .collect();
        for mut head in heads {
            head.bookmark = None;
            // The repeated head is decoration: the first one is the real one.
            for item in &mut head.items {
                item.node = None;
            }
            self.place(head);
        }
    }

    fn place(&mut self, slab: Slab) {
        if !self.fresh {
            self.y += slab.before;
        }
        if let Some(title) = slab.bookmark {
            let page = self.pages.len().saturating_sub(1);
            self.bookmarks.push(Bookmark {
                title,
                page,
                y: self.y,
            });
        }
        if let Some(page) = self.pages.last_mut() {
            page.items
                .extend(slab.items.into_iter().map(|item| lower(item, self.y)));
        }
        self.y += slab.height;
        self.fresh = false;
    }
}

fn lower(mut item: Item, by: f32) -> Item {
    match &mut item.mark {
        Mark::Glyphs(run) => run.y += by,
        Mark::Rule { y, .. } => *y += by,
        Mark::Picture { frame, .. } | Mark::Outline { frame, .. } => frame.y += by,
    }
    item
}
