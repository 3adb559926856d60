//! **What it does.** Flags a contact at a place after the collector had been
//! told, by one of `notices`, that the borrower is not to be reached there: a
//! place called inconvenient, or the place of work where the employer forbids it.
//!
//! **Why.** Some places make a contact a burden in itself; whoever knows that
//! must stay away from them.
//!
//! **Known problems.** A letter and a landline are tied to a place; a mobile
//! telephone and a mail address are not, unless the collector knows where the
//! person is. So for calls and letters the place is asked, for messages it counts
//! only when it is recorded. One reply to a message of the borrower by the same
//! medium is left alone.
//!
//! **Example.** `notices = ["employer_forbids"]`: a call to the office after “I
//! cannot take personal calls at work”.

use domain::{Channel, FactKey, NoticeKind, VisitPlace};
use serde::Deserialize;

use super::{Check, Sees};
use crate::evaluate::{About, Item, Judged, Known, Outcome, Replies, TraceStep, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactAtBarredPlace {
    /// What tells the collector so.
    notices: Vec<NoticeKind>,
}

impl Check for ContactAtBarredPlace {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let notices = unit.notices(&self.notices);
        let replies = Replies::of(unit);
        let barred = |item: &Item| {
            notices.iter().fold(Known::No, |all, notice| {
                let place = notice.place.unwrap_or(VisitPlace::Workplace);
                all.or(unit
                    .binds(notice, item)
                    .and(unit.arrived(notice, item))
                    .and(at(unit, item, place)))
            })
        };
        unit.each_contact(
            |item| {
                if unit.told(&notices, item).is_no() {
                    return Judged::Out(Why::NoNotice);
                }
                let breach = barred(item);
                if replies.has(item) && !breach.is_no() {
                    return Judged::Out(Why::Reply);
                }
                breach.into()
            },
            |item| {
                let mut steps = unit.told_step(&notices, item);
                steps.extend(place(unit, item).map(|place| TraceStep::AtPlace {
                    place: place.code().to_owned(),
                }));
                steps
            },
        )
    }

    fn sees(&self) -> Sees {
        Sees::Whole
    }
}

/// Where the borrower was reached, as far as that is known.
fn place<'a>(unit: &Unit<'_, 'a>, item: &Item) -> Option<VisitPlace> {
    if let Some(visit) = &unit.contact(item).visit {
        return Some(visit.place);
    }
    let here = [About::Contact(unit.id(item).as_str())];
    let answered = unit.record.answers.choices(FactKey::ReachedAt, here)?;
    VisitPlace::from_code(answered.first()?)
}

fn at<'a>(unit: &Unit<'_, 'a>, item: &Item, barred: VisitPlace) -> Known {
    match (place(unit, item), item.channel) {
        (Some(place), _) => Known::from_bool(place == barred),
        (None, Channel::Sms | Channel::Chat | Channel::Email | Channel::Public) => Known::No,
        (None, Channel::Call | Channel::Letter | Channel::Visit) => Known::ask(FactKey::ReachedAt),
    }
}
