//! SMS Backup & Restore (SyncTech) for Android, messages: `sms*.xml`.
//!
//! `<smses count><sms address date type body …/> <mms date msg_box address …>
//! <parts><part ct text data/></parts><addrs><addr address type/></addrs></mms>
//! </smses>`, in any order. Of a multimedia message only its text is read;
//! pictures pass by without being kept.

use std::io::BufRead;

use domain::{Channel, Connection, Contact, Direction, Phone};

use super::{Format, Shape, announce, attributes, fields};
use crate::{
    FormatCode, RejectCode,
    error::Fault,
    out::{Out, Refusal},
    text::{self, Mended},
    xml::{Attributes, Scanner, Tag, Token},
};

pub(super) const FORMAT: Format = Format {
    code: FormatCode::SmsBackupRestoreSms,
    kind: domain::SourceKind::Messages,
    looked_for: "<smses>",
    shape: Shape::Xml {
        root: "smses",
        read,
    },
};

/// Longest text of a row, in characters; the domain's limit.
pub(super) const MAX_TEXT: usize = 20_000;
/// Most a multimedia message's record may come to, in bytes.
const MAX_RECORD: usize = 1 << 20;

fn read(input: &mut dyn BufRead, out: &mut Out<'_, '_>) -> Result<(), Fault> {
    let mut scanner = Scanner::new(input);
    let mut open: Option<Mms> = None;
    while let Some(token) = scanner.next()? {
        match token {
            Token::Open(tag) if tag.depth == 0 => announce(&tag, out),
            Token::Open(tag) if tag.depth == 1 => {
                out.begin();
                if tag.name() == b"mms" && !tag.broken && !tag.empty {
                    open = Some(Mms::new(&tag));
                    continue;
                }
                let record = tag.record();
                let mut mended = record.mended;
                let result = match tag.name() {
                    b"mms" if tag.empty => Err(RejectCode::MmsNotRead.into()),
                    b"mms" => Err(RejectCode::Malformed.into()),
                    _ => attributes(&tag, &record, b"sms").and_then(|a| sms(&a, &mut mended)),
                };
                out.hand_out(result, record.raw(), mended);
            }
            Token::Open(tag) => {
                if let Some(mms) = &mut open {
                    mms.part(&tag);
                }
            }
            Token::Close(1) => {
                if let Some(mut mms) = open.take() {
                    let result = mms.contact();
                    out.hand_out(result, &mms.raw, mms.mended);
                }
            }
            Token::Close(_) => {}
        }
    }
    Ok(())
}

pub(super) fn sms(fields: &Attributes<'_>, mended: &mut Mended) -> Result<Contact, Refusal> {
    let at = fields::instant(fields)?;
    let kind = fields::required(fields, "type")?;
    let (direction, connection) = message_box(&kind, "type")?;
    let said = body(fields, "body", mended)?;
    Ok(Contact {
        connection,
        number: fields::number(fields, "address"),
        said,
        ..fields::contact(Channel::Sms, direction, at)
    })
}

/// A received message has reached the borrower; whether a sent one has
/// reached anybody is not in the file.
fn message_box(code: &str, field: &'static str) -> Result<(Direction, Connection), Refusal> {
    match code {
        "1" => Ok((Direction::Incoming, Connection::Connected)),
        "2" => Ok((Direction::Outgoing, Connection::Unknown)),
        // 3 draft, 4 outbox, 5 failed, 6 queued.
        "3" | "4" | "5" | "6" => Err(Refusal::of(RejectCode::NotSent, field)),
        _ => Err(Refusal::of(RejectCode::UnknownType, field)),
    }
}

fn body(
    fields: &Attributes<'_>,
    name: &'static str,
    mended: &mut Mended,
) -> Result<Option<String>, Refusal> {
    let Some((text, more)) = fields.text(name) else {
        return Ok(None);
    };
    mended.add(more);
    match text.len() <= MAX_TEXT || text.chars().count() <= MAX_TEXT {
        true => Ok(Some(text.into_owned())),
        false => Err(Refusal::of(RejectCode::TooLong, name)),
    }
}

/// A multimedia message while its parts pass by.
struct Mms {
    /// The tags read so far, without pictures.
    raw: String,
    /// Length of the opening tag within `raw`.
    head: usize,
    texts: Vec<String>,
    sender: Option<Phone>,
    mended: Mended,
    refusal: Option<Refusal>,
}

impl Mms {
    fn new(tag: &Tag<'_>) -> Self {
        let (raw, mended) = text::utf8(tag.raw);
        Self {
            head: raw.len(),
            raw: raw.into_owned(),
            texts: Vec::new(),
            sender: None,
            mended,
            refusal: tag.cut.then(|| RejectCode::TooLong.into()),
        }
    }

    fn part(&mut self, tag: &Tag<'_>) {
        let record = tag.record();
        let fields = record.attributes();
        let keep = match (tag.name(), &fields) {
            (b"part", Some(part)) if part.get("ct").as_deref() == Some("text/plain") => {
                self.text(part, tag.cut)
            }
            // 137: the sender.
            (b"addr", Some(addr)) if addr.get("type").as_deref() == Some("137") => {
                self.sender = fields::number(addr, "address");
                true
            }
            (b"part" | b"addr", None) if !tag.cut => {
                self.refusal = Some(RejectCode::Malformed.into());
                false
            }
            _ => false,
        };
        if keep {
            self.mended.add(record.mended);
            self.raw.push_str(record.raw().text);
        }
        if self.raw.len() > MAX_RECORD {
            self.refuse_long();
        }
    }

    fn text(&mut self, part: &Attributes<'_>, cut: bool) -> bool {
        match body(part, "text", &mut self.mended) {
            Ok(text) => self.texts.extend(text),
            Err(refusal) => self.refusal = Some(refusal),
        }
        if cut {
            self.refuse_long();
        }
        true
    }

    fn refuse_long(&mut self) {
        self.refusal = Some(Refusal::of(RejectCode::TooLong, "text"));
        self.raw.truncate(self.head);
        self.texts.clear();
    }

    fn contact(&mut self) -> Result<Contact, Refusal> {
        if let Some(refusal) = self.refusal.take() {
            return Err(refusal);
        }
        let head = self.raw.get(..self.head).unwrap_or_default();
        let fields = Attributes::parse(head).ok_or(Refusal::from(RejectCode::Malformed))?;
        let at = fields::instant(&fields)?;
        let kind = fields::required(&fields, "msg_box")?;
        let (direction, connection) = message_box(&kind, "msg_box")?;
        if self.texts.is_empty() {
            return Err(RejectCode::MmsNotRead.into());
        }
        let said = self.texts.join("\n");
        if said.chars().count() > MAX_TEXT {
            return Err(Refusal::of(RejectCode::TooLong, "text"));
        }
        // Several people are joined with `~`: no one number to name.
        let group = fields.get("address").is_some_and(|text| text.contains('~'));
        let number = match direction {
            Direction::Incoming if self.sender.is_some() => self.sender.take(),
            _ if group => None,
            _ => fields::number(&fields, "address"),
        };
        Ok(Contact {
            connection,
            number,
            said: Some(said),
            ..fields::contact(Channel::Sms, direction, at)
        })
    }
}
