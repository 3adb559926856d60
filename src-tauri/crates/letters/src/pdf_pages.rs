//! Pages of somebody else's PDF, made into pictures of a pack: what is seen is
//! taken over, what acts is not. Links, forms, scripts and attachments stay
//! behind; what an annotation looks like, a seal for one, is kept.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream, dictionary};

use crate::pack::Unshown;

/// Longer documents are listed.
const MOST_PAGES: usize = 200;
/// Larger files are listed: they are parsed whole, in memory.
const MOST_BYTES: usize = 48 << 20;
/// Most bytes one page's operators may unfold to.
const MOST_CONTENT: usize = 64 << 20;
/// How far up a page looks for what it inherits.
const MOST_PARENTS: usize = 32;

/// Whether the bytes claim to be a PDF.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// The size of every page as it is seen, in points.
pub(crate) fn sizes(bytes: &[u8]) -> Result<Vec<(f32, f32)>, Unshown> {
    if bytes.len() > MOST_BYTES {
        return Err(Unshown::TooLong);
    }
    let source = Source::open(bytes)?;
    if source.pages.len() > MOST_PAGES {
        return Err(Unshown::TooLong);
    }
    let sizes: Option<Vec<_>> = source
        .pages
        .iter()
        .map(|&page| {
            let sheet = source.sheet(page)?;
            Some(if sheet.quarters % 2 == 0 {
                (sheet.width, sheet.height)
            } else {
                (sheet.height, sheet.width)
            })
        })
        .collect();
    sizes.ok_or(Unshown::Damaged)
}

/// A PDF to take pages from.
pub(crate) struct Source {
    document: Document,
    pages: Vec<ObjectId>,
    /// New numbers of the objects taken over.
    numbers: BTreeMap<ObjectId, ObjectId>,
    /// Of these, the ones not handed out yet.
    needed: BTreeSet<ObjectId>,
}

/// The visible part of a page.
struct Sheet {
    x: f32,
    y: f32,
    width: f32,
    height: f32,
    /// Clockwise quarter turns.
    quarters: i64,
}

impl Source {
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, Unshown> {
        let options = LoadOptions::with_max_decompressed_size(MOST_CONTENT);
        let document = Document::load_mem_with_options(bytes, options).ok();
        let pages: Vec<ObjectId> = document
            .iter()
            .flat_map(|document| document.page_iter().take(MOST_PAGES + 1))
            .collect();
        // Even with an empty password: the maker did not want it taken apart.
        let is_locked = |document: &Document| {
            document.trailer.has(b"Encrypt") || document.encryption_state.is_some()
        };
        match document {
            Some(document) if !pages.is_empty() && !is_locked(&document) => Ok(Self {
                document,
                pages,
                numbers: BTreeMap::new(),
                needed: BTreeSet::new(),
            }),
            // A parser that cannot decrypt has many words for it; the file, one.
            _ if bytes.windows(8).any(|word| word == b"/Encrypt") => Err(Unshown::Encrypted),
            _ => Err(Unshown::Damaged),
        }
    }

    /// A page as a form one by one in size and upright, so that it is placed like
    /// an image. References in it already have their new numbers.
    pub(crate) fn form(&mut self, page: usize, next: &mut u32) -> Option<Stream> {
        let page = *self.pages.get(page)?;
        let sheet = self.sheet(page)?;
        let inherited = self.inherited(page, b"Resources");
        let mut resources = inherited
            .and_then(|found| self.resolve(found).as_dict().ok())
            .cloned()
            .unwrap_or_default();
        let content = self
            .document
            .get_page_content_with_limit(page, MOST_CONTENT)
            .ok()?;
        let mut operators = b"q\n".to_vec();
        operators.extend(content);
        operators.extend(b"\nQ\n");
        let mut names = resources
            .get(b"XObject")
            .ok()
            .and_then(|found| self.resolve(found).as_dict().ok())
            .cloned()
            .unwrap_or_default();
        for (index, (appearance, matrix)) in self.appearances(page).into_iter().enumerate() {
            let name = format!("MzA{index}");
            let numbers = matrix.map(|number| number.to_string()).join(" ");
            operators.extend(format!("q {numbers} cm /{name} Do Q\n").into_bytes());
            names.set(name, appearance);
        }
        if !names.is_empty() {
            resources.set("XObject", names);
        }
        let group = self.document.get_dictionary(page).ok()?.get(b"Group").ok();
        let mut form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => [sheet.x, sheet.y, sheet.x + sheet.width, sheet.y + sheet.height]
                .map(Object::Real).to_vec(),
            "Matrix" => sheet.to_unit().map(Object::Real).to_vec(),
            "Resources" => resources,
        };
        if let Some(group) = group {
            form.set("Group", group.clone());
        }
        let mut form = Object::Dictionary(form);
        self.renumber(&mut form, next);
        let Object::Dictionary(form) = form else {
            return None;
        };
        let mut stream = Stream::new(form, operators);
        // A page that cannot be deflated is written as it is.
        let _ = stream.compress();
        Some(stream)
    }

    /// Everything the forms so far need, with new numbers, each once.
    pub(crate) fn take_needed(&mut self, next: &mut u32) -> Vec<(ObjectId, Object)> {
        let mut taken = Vec::new();
        while let Some(id) = self.needed.pop_first() {
            let mut object = self
                .document
                .get_object(id)
                .cloned()
                .unwrap_or(Object::Null);
            self.renumber(&mut object, next);
            if let Some(&number) = self.numbers.get(&id) {
                taken.push((number, object));
            }
        }
        taken
    }

    /// Gives every reference in `object` its new number, and drops what leads
    /// back to the whole document.
    fn renumber(&mut self, object: &mut Object, next: &mut u32) {
        match object {
            Object::Reference(id) => {
                let old = *id;
                *id = *self.numbers.entry(old).or_insert_with(|| {
                    self.needed.insert(old);
                    *next += 1;
                    (*next - 1, 0)
                });
            }
            Object::Array(items) => {
                for item in items {
                    self.renumber(item, next);
                }
            }
            Object::Dictionary(dictionary) => self.renumber_values(dictionary, next),
            Object::Stream(stream) => self.renumber_values(&mut stream.dict, next),
            _ => {}
        }
    }

    fn renumber_values(&mut self, dictionary: &mut Dictionary, next: &mut u32) {
        for key in [
            "Parent",
            "StructParent",
            "StructParents",
            "Metadata",
            "PieceInfo",
        ] {
            dictionary.remove(key.as_bytes());
        }
        for (_, value) in dictionary.iter_mut() {
            self.renumber(value, next);
        }
    }

    fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document
            .dereference(object)
            .map_or(&Object::Null, |(_, found)| found)
    }

    /// A value of the page, or of the nearest of its parents that has one.
    fn inherited(&self, page: ObjectId, key: &[u8]) -> Option<&Object> {
        let mut at = page;
        for _ in 0..MOST_PARENTS {
            let dictionary = self.document.get_dictionary(at).ok()?;
            if let Ok(found) = dictionary.get(key) {
                return Some(self.resolve(found));
            }
            at = dictionary.get(b"Parent").ok()?.as_reference().ok()?;
        }
        None
    }

    fn rectangle(&self, object: &Object) -> Option<[f32; 4]> {
        let items = self.resolve(object).as_array().ok()?;
        let numbers: Vec<f32> = items
            .iter()
            .filter_map(|item| self.resolve(item).as_float().ok())
            .collect();
        let &[a, b, c, d] = numbers.as_slice() else {
            return None;
        };
        Some([a.min(c), b.min(d), a.max(c), b.max(d)])
    }

    fn sheet(&self, page: ObjectId) -> Option<Sheet> {
        let media = self.rectangle(self.inherited(page, b"MediaBox")?)?;
        let crop = self
            .inherited(page, b"CropBox")
            .and_then(|found| self.rectangle(found))
            .unwrap_or(media);
        let (x, y) = (media[0].max(crop[0]), media[1].max(crop[1]));
        let (width, height) = (media[2].min(crop[2]) - x, media[3].min(crop[3]) - y);
        let turn = self
            .inherited(page, b"Rotate")
            .and_then(|found| found.as_i64().ok());
        let finite = [x, y, width, height].iter().all(|side| side.is_finite());
        (finite && width > 1.0 && height > 1.0).then_some(Sheet {
            x,
            y,
            width,
            height,
            quarters: (turn.unwrap_or(0) / 90).rem_euclid(4),
        })
    }

    /// What the page's annotations look like, and where (ISO 32000-1, 12.5.5,
    /// algorithm 8.1). Hidden ones, pop-ups and links are left out.
    fn appearances(&self, page: ObjectId) -> Vec<(Object, [f32; 6])> {
        let annotations = self
            .document
            .get_dictionary(page)
            .and_then(|page| page.get(b"Annots"))
            .ok()
            .and_then(|found| self.resolve(found).as_array().ok());
        annotations
            .into_iter()
            .flatten()
            .filter_map(|annotation| self.appearance(self.resolve(annotation).as_dict().ok()?))
            .collect()
    }

    fn appearance(&self, annotation: &Dictionary) -> Option<(Object, [f32; 6])> {
        let subtype = annotation.get(b"Subtype").ok()?.as_name().ok()?;
        let flags = annotation.get(b"F").and_then(Object::as_i64).unwrap_or(0);
        if matches!(subtype, b"Popup" | b"Link") || flags & 0b10_0010 != 0 {
            return None;
        }
        let states = self.resolve(annotation.get(b"AP").ok()?).as_dict().ok()?;
        let mut normal = states.get(b"N").ok()?;
        if let Ok(choices) = self.resolve(normal).as_dict() {
            let chosen = annotation.get(b"AS").ok()?.as_name().ok()?;
            normal = choices.get(chosen).ok()?;
        }
        let form = &self.resolve(normal).as_stream().ok()?.dict;
        let [left, foot, right, top] = self.rectangle(form.get(b"BBox").ok()?)?;
        let matrix: Vec<f32> = form
            .get(b"Matrix")
            .ok()
            .and_then(|found| self.resolve(found).as_array().ok())
            .map(|items| {
                items
                    .iter()
                    .filter_map(|item| item.as_float().ok())
                    .collect()
            })
            .unwrap_or_default();
        let [a, b, c, d, e, f] =
            <[f32; 6]>::try_from(matrix).unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        let corners = [(left, foot), (right, foot), (left, top), (right, top)]
            .map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
        let least =
            |pick: fn((f32, f32)) -> f32| corners.map(pick).into_iter().fold(f32::MAX, f32::min);
        let most =
            |pick: fn((f32, f32)) -> f32| corners.map(pick).into_iter().fold(f32::MIN, f32::max);
        let (x0, x1) = (least(|at| at.0), most(|at| at.0));
        let (y0, y1) = (least(|at| at.1), most(|at| at.1));
        let [left, foot, right, top] = self.rectangle(annotation.get(b"Rect").ok()?)?;
        if x1 - x0 <= 0.0 || y1 - y0 <= 0.0 {
            return None;
        }
        let (across, up) = ((right - left) / (x1 - x0), (top - foot) / (y1 - y0));
        let matrix = [across, 0.0, 0.0, up, left - x0 * across, foot - y0 * up];
        matrix
            .iter()
            .all(|number| number.is_finite())
            .then(|| (normal.clone(), matrix))
    }
}

impl Sheet {
    /// The matrix that takes the sheet, turned upright, to the unit square.
    fn to_unit(&self) -> [f32; 6] {
        let (across, up) = (1.0 / self.width, 1.0 / self.height);
        let (x, y) = (self.x * across, self.y * up);
        match self.quarters {
            1 => [0.0, -across, up, 0.0, -y, 1.0 + x],
            2 => [-across, 0.0, 0.0, -up, 1.0 + x, 1.0 + y],
            3 => [0.0, across, -up, 0.0, 1.0 + y, -x],
            _ => [across, 0.0, 0.0, up, -x, -y],
        }
    }
}
