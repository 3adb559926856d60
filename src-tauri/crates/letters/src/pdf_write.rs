//! Objects to bytes, one at a time: what is written need not be kept, so a
//! document may be far larger than memory.
//!
//! Plain objects and a plain cross-reference table (ISO 32000-1, 7.5): PDF/A-1
//! forbids the compressed kinds. The file's identifier is a hash of what was
//! written, so that the same content gives the same file.

use std::collections::BTreeMap;
use std::io::{self, Write};

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};
use sha2::{Digest, Sha256};

/// A PDF file being written.
pub(crate) struct Sink<'a> {
    out: &'a mut dyn Write,
    at: u64,
    hash: Sha256,
    offsets: BTreeMap<u32, u64>,
}

impl<'a> Sink<'a> {
    /// Starts a file with its header.
    pub(crate) fn new(out: &'a mut dyn Write) -> io::Result<Self> {
        let mut sink = Self {
            out,
            at: 0,
            hash: Sha256::new(),
            offsets: BTreeMap::new(),
        };
        sink.put(b"%PDF-1.7\n%\xE6\x98\x8E\xE8\xB4\xA6\n")?;
        Ok(sink)
    }

    /// Writes one object. Numbers may come in any order, each once.
    pub(crate) fn object(&mut self, (number, _): ObjectId, object: &Object) -> io::Result<()> {
        self.offsets.insert(number, self.at);
        let mut bytes = format!("{number} 0 obj\n").into_bytes();
        match object {
            // The content may be large: it is not copied.
            Object::Stream(stream) => {
                write_head(&mut bytes, stream);
                self.put(&bytes)?;
                self.put(&stream.content)?;
                self.put(b"\nendstream\nendobj\n")
            }
            plain => {
                write_object(&mut bytes, plain);
                bytes.extend(b"\nendobj\n");
                self.put(&bytes)
            }
        }
    }

    /// Ends the file. `trailer` names the root and the document information.
    pub(crate) fn finish(mut self, mut trailer: Dictionary) -> io::Result<()> {
        let digest = self.hash.clone().finalize();
        let id = Object::String(digest[..16].to_vec(), StringFormat::Hexadecimal);
        let size = self.offsets.keys().next_back().map_or(1, |last| last + 1);
        trailer.set("ID", vec![id.clone(), id]);
        trailer.set("Size", i64::from(size));
        let start = self.at;
        let mut bytes = format!("xref\n0 {size}\n0000000000 65535 f \n").into_bytes();
        for number in 1..size {
            let line = match self.offsets.get(&number) {
                Some(offset) => format!("{offset:010} 00000 n \n"),
                None => "0000000000 65535 f \n".to_owned(),
            };
            bytes.extend(line.into_bytes());
        }
        bytes.extend(b"trailer\n");
        write_dictionary(&mut bytes, &trailer);
        bytes.extend(format!("\nstartxref\n{start}\n%%EOF\n").into_bytes());
        self.put(&bytes)?;
        self.out.flush()
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.hash.update(bytes);
        self.at += bytes.len() as u64;
        Ok(())
    }
}

fn write_head(out: &mut Vec<u8>, stream: &Stream) {
    let mut dictionary = stream.dict.clone();
    let length = i64::try_from(stream.content.len()).unwrap_or(i64::MAX);
    dictionary.set("Length", length);
    write_dictionary(out, &dictionary);
    out.extend(b"\nstream\n");
}

fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend(b"<<");
    for (key, value) in dictionary {
        write_name(out, key);
        out.push(b' ');
        write_object(out, value);
    }
    out.extend(b">>");
}

fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => out.extend(value.to_string().into_bytes()),
        Object::Integer(value) => out.extend(value.to_string().into_bytes()),
        Object::Real(value) => out.extend(value.to_string().into_bytes()),
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, _) => {
            out.push(b'<');
            for byte in bytes {
                out.extend(format!("{byte:02X}").into_bytes());
            }
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write_object(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        // A stream is always an object of its own; inside another it is damage.
        Object::Stream(_) => out.extend(b"null"),
        Object::Reference((number, _)) => out.extend(format!("{number} 0 R").into_bytes()),
    }
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            out.extend(format!("#{byte:02X}").into_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object, Stream, dictionary};

    use super::Sink;

    #[test]
    fn what_is_written_is_read_back() {
        let stream = || Object::Stream(Stream::new(dictionary! {}, b"\xFFendstream(".to_vec()));
        let write = |text: &str| {
            let mut bytes = Vec::new();
            let mut sink = Sink::new(&mut bytes).unwrap();
            sink.object((4, 0), &stream()).unwrap();
            let catalog = dictionary! {
                "Type" => "Catalog", "Odd name/#" => Object::string_literal(text),
                "List" => vec![1.into(), Object::Real(-0.5), Object::Null, true.into(), (4, 0).into()],
            };
            sink.object((1, 0), &Object::Dictionary(catalog)).unwrap();
            sink.finish(dictionary! { "Root" => (1, 0) }).unwrap();
            bytes
        };
        let document = Document::load_mem(&write("(a\\b")).unwrap();
        let catalog = document.catalog().unwrap();
        assert_eq!(
            catalog.get(b"Odd name/#").unwrap().as_str().unwrap(),
            b"(a\\b"
        );
        let list = catalog.get(b"List").unwrap().as_array().unwrap();
        assert_eq!(list.len(), 5);
        assert_eq!(list[1].as_float().unwrap(), -0.5);
        let read = document.get_object((4, 0)).unwrap().as_stream().unwrap();
        assert_eq!(read.content, b"\xFFendstream(");
        assert!(write("a") == write("a") && write("a") != write("b"));
    }
}
