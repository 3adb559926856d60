//! From a draft to the values of its template: what the record supports, and
//! the rows each word rests on.

use domain::{Contact, Day, Debt, Jurisdiction, Lang, PartyRole, beijing_day};
use letters::merge::{Value, Values};
use letters::template::{Findings, Manifest};
use letters::{Block, Fonts, Template};
use money::Figures;
use rules::{Finding, Pack, Verdict};

use super::enclosures::{self, Going};
use super::exhibits::Exhibits;
use super::figures::{Asked, put_figures};
use super::filled::{check_choices, put_citations, put_filled};
use super::phrases::{Phrases, day, time};
use super::reasons::supported;
use super::replies::likely_replies;
use super::templates::{ID_NUMBER, offers_full_id, words};
use super::{
    Enclosed, LetterDraft, LetterNote, LetterProblem, LetterProblemCode as Code, LikelyReply, mask,
    what,
};
use crate::findings::events;
use crate::view::View;
use crate::{Error, Words};

/// What a letter is written from.
pub(super) struct Sources<'a> {
    pub(super) packs: &'a [Pack],
    pub(super) figures: &'a Figures,
    pub(super) view: &'a View,
    /// Templates the user added.
    pub(super) own: &'a [Template],
    /// The letter that was sent before it, where one usually is.
    pub(super) earlier: Option<Earlier>,
    /// The files that go with it.
    pub(super) going: &'a [Going],
    /// By which pages of the exhibits are counted; none: they are not.
    pub(super) fonts: Option<&'a Fonts>,
}

/// A letter that was sent.
pub(super) struct Earlier {
    pub(super) sent_on: Day,
    pub(super) reference: String,
}

/// What a draft says, or why it cannot say it yet.
pub(super) struct Composed {
    pub(super) values: Values,
    pub(super) problems: Vec<LetterProblem>,
    pub(super) notes: Vec<LetterNote>,
    pub(super) unsaid: Vec<Words>,
    pub(super) replies: Vec<LikelyReply>,
    /// The list of exhibits, where there are files to enclose.
    pub(super) annex: Vec<Block>,
    /// Files that go with it.
    pub(super) enclosed: Vec<Enclosed>,
}

/// Fills the values of the template from the record.
///
/// # Errors
/// Not found: the debt.
pub(super) fn compose(
    sources: &Sources<'_>,
    template: &Template,
    draft: &LetterDraft,
    reference: &str,
) -> Result<Composed, Error> {
    let Sources {
        packs,
        figures,
        view,
        earlier,
        going,
        fonts,
        own: _,
    } = sources;
    let manifest = &template.manifest;
    let debt = view
        .case
        .debt(&draft.debt)
        .ok_or_else(|| Error::not_found("debt"))?;
    let mut problems = Vec::new();
    // Every letter there is addresses institutions of mainland China, in its
    // words and in its hours.
    if debt.jurisdiction != Jurisdiction::Cn {
        problems.push(problem(Code::DebtElsewhere, ""));
    }
    if manifest.findings == Findings::Needed && draft.findings.is_empty() {
        problems.push(problem(Code::NoFinding, ""));
    }
    let picked = match manifest.findings {
        Findings::None => Vec::new(),
        Findings::Welcome | Findings::Needed => picked(packs, view, draft, &mut problems),
    };
    let picked: Vec<&Finding> = picked.iter().collect();
    let facts = by_events(&picked);
    let files = going.iter().map(|one| (&one.kept.attachment, one.pages));
    let exhibits = Exhibits::of(view, &facts, files).counted(view, &facts, draft.lang, *fonts);
    let mut values = Values::default();
    values
        .flags
        .extend(supported(&draft.requests, packs, &picked));
    check_choices(manifest, draft, &mut problems);
    put_filled(manifest, draft, &mut values, &mut problems);
    put_citations(manifest, draft, &mut values, &mut problems);
    if let Some(earlier) = earlier {
        put(
            &mut values,
            "earlier_sent_on",
            day(draft.lang, earlier.sent_on),
        );
        put(&mut values, "earlier_reference", &earlier.reference);
    }
    people(
        view,
        debt,
        manifest,
        draft,
        reference,
        &mut values,
        &mut problems,
    );
    balance(debt, draft.lang, &mut values);
    let plan = draft.plan.as_ref();
    let plan = plan.filter(|plan| manifest.plans.contains(&plan.kind));
    let asked = Asked {
        debt,
        plan,
        day: draft.day,
        lang: draft.lang,
    };
    put_figures(figures, view, &asked, &mut values, &mut problems);
    values.lists.insert(
        "facts".into(),
        facts
            .iter()
            .enumerate()
            .map(|(i, fact)| said(packs, view, fact, i + 1, &exhibits, draft.lang))
            .collect(),
    );
    values
        .lists
        .insert("grounds".into(), grounds(packs, view, &facts, draft.lang));
    values
        .lists
        .insert("exhibits".into(), exhibits.list(draft.lang));
    // A letter without a list of exhibits of its own gets one with its files.
    let lists = manifest.list.iter().any(|list| list.name == "exhibits");
    let annex = match going.is_empty() || lists {
        true => Vec::new(),
        false => exhibits.annex(draft.lang),
    };
    let enclosed = enclosures::told(going, exhibits.first_file());
    let mut notes = Vec::new();
    for words in draft.filled.values() {
        notes.extend(misquotations(packs, words));
    }
    for words in draft.paragraphs.iter().map(|paragraph| &paragraph.text) {
        if let Some(word) = letters::template::forbidden_word(words) {
            problems.push(problem(Code::ForbiddenWord, word));
        }
        notes.extend(misquotations(packs, words));
    }
    if let Some(words) = draft
        .own_words
        .as_deref()
        .map(str::trim)
        .filter(|w| !w.is_empty())
    {
        if let Some(word) = letters::template::forbidden_word(words) {
            problems.push(problem(Code::ForbiddenWord, word));
        }
        notes.extend(misquotations(packs, words));
        put_own(&mut values, "own_words", words);
    }
    let unsaid = unsaid(manifest, &values);
    Ok(Composed {
        values,
        problems,
        notes,
        unsaid,
        replies: likely_replies(packs, view, &debt.id, &picked),
        annex,
        enclosed,
    })
}

/// What the template would say if the record had it.
fn unsaid(manifest: &Manifest, values: &Values) -> Vec<Words> {
    let open = manifest.text.iter().filter(|text| {
        let value = values.text.get(&text.name);
        text.optional && value.is_none_or(|value| value.text.trim().is_empty())
    });
    open.filter_map(|text| text.needs.as_ref())
        .map(words)
        .collect()
}

/// Known wrong claims in the writer's own words, each once.
pub(super) fn misquotations(packs: &[Pack], words: &str) -> Vec<LetterNote> {
    let mut notes: Vec<LetterNote> = Vec::new();
    for found in rules::misquoted(packs, words) {
        let note = LetterNote {
            quoted: words.get(found.span).unwrap_or_default().trim().to_owned(),
            claim: Words::from(&found.misquotation.claim),
            correction: Words::from(&found.misquotation.correction),
        };
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

pub(super) fn problem(code: Code, detail: impl Into<String>) -> LetterProblem {
    LetterProblem {
        code,
        detail: detail.into(),
        about: None,
    }
}

pub(super) fn put(values: &mut Values, name: &str, text: impl Into<String>) {
    values.text.insert(
        name.to_owned(),
        Value {
            text: text.into(),
            ..Value::default()
        },
    );
}

/// What the writer typed, and nothing in the record supports.
pub(super) fn put_own(values: &mut Values, name: &str, text: impl Into<String>) {
    values.text.insert(
        name.to_owned(),
        Value {
            text: text.into(),
            rows: Vec::new(),
            own: true,
        },
    );
}

/// The findings picked, in the order of what happened.
fn picked(
    packs: &[Pack],
    view: &View,
    draft: &LetterDraft,
    problems: &mut Vec<LetterProblem>,
) -> Vec<Finding> {
    let mut out = Vec::new();
    for key in &draft.findings {
        match view.finding(packs, key) {
            None => problems.push(problem(Code::FindingGone, key)),
            Some(found) if found.verdict != Verdict::Flagged => {
                problems.push(problem(Code::FindingNotFlagged, &found.rule));
            }
            Some(found) => {
                if events(view, &found).any(|contact| beijing_day(&contact.at) > draft.day) {
                    problems.push(problem(Code::DayBeforeEvent, &found.rule));
                }
                out.push(found);
            }
        }
    }
    out.sort_by_key(|found| events(view, found).map(|contact| contact.at).min());
    out
}

fn people(
    view: &View,
    debt: &Debt,
    manifest: &Manifest,
    draft: &LetterDraft,
    reference: &str,
    values: &mut Values,
    problems: &mut Vec<LetterProblem>,
) {
    let borrower = &view.case.borrower;
    let phrases = Phrases::of(draft.lang);
    if borrower.name.is_empty() {
        problems.push(problem(Code::BorrowerName, ""));
    }
    put(values, "reference", reference);
    put(values, "borrower_name", &borrower.name);
    put(values, "letter_date", day(draft.lang, draft.day));
    if let Some(id) = &borrower.id_number {
        let shown = match draft.full_id && offers_full_id(manifest) {
            true => id.clone(),
            false => mask::id_number(id),
        };
        put(values, ID_NUMBER, shown);
    }
    if let Some(phone) = borrower.phones.first() {
        put(values, "borrower_phone", phone.as_str());
    }
    if let Some(address) = borrower
        .address
        .as_deref()
        .filter(|address| !address.is_empty())
    {
        put(values, "borrower_address", address);
    }
    let name = |id| {
        view.case
            .party(id)
            .map(|party| party.name.clone())
            .unwrap_or_default()
    };
    put(values, "lender_name", name(&debt.lender));
    let kind = phrases.get("product", debt.lender_type.code());
    let product = match (debt.product.as_str(), draft.lang) {
        ("", _) => kind.to_owned(),
        (product, Lang::ZhCn) => format!("{kind}（{product}）"),
        (product, Lang::En) => format!("{kind} ({product})"),
    };
    put(values, "product", product);
    if let Some(number) = debt
        .contract_no
        .as_deref()
        .filter(|number| !number.is_empty())
    {
        put(values, "contract_number", mask::account_number(number));
    }
    let agency =
        debt.chain.iter().rev().find(|link| {
            link.role == PartyRole::Agency && link.to.is_none_or(|to| to >= draft.day)
        });
    if let Some(agency) = agency {
        put(values, "agency_name", name(&agency.party));
    }
}

/// The newest balance the lender's side stated on or before the letter's day.
fn balance(debt: &Debt, lang: Lang, values: &mut Values) {
    let lender = |party: &domain::PartyId| *party == debt.lender;
    let stated = debt
        .balances
        .iter()
        .filter(|balance| balance.said_by.as_ref().is_some_and(lender))
        .max_by_key(|balance| balance.as_of);
    if let Some(balance) = stated {
        let amount = balance.total();
        let text = match (lang, debt.currency) {
            (Lang::ZhCn, domain::Currency::Cny) => format!("人民币{amount}元"),
            (_, currency) => format!("{} {amount}", currency.code()),
        };
        put(values, "debt_balance", text);
        put(values, "balance_as_of", day(lang, balance.as_of));
    }
}

/// Findings over the same contacts tell one fact; several rules may speak of it.
pub(super) type Fact<'a> = Vec<&'a Finding>;

/// Findings by the contacts they rest on, in the order of time.
pub(super) fn by_events<'a>(picked: &[&'a Finding]) -> Vec<Fact<'a>> {
    let mut facts: Vec<Fact<'a>> = Vec::new();
    for &found in picked {
        match facts
            .iter_mut()
            .find(|fact| fact.first().is_some_and(|f| f.events == found.events))
        {
            Some(fact) => fact.push(found),
            None => facts.push(vec![found]),
        }
    }
    facts
}

/// One fact: when, what, and which exhibits prove it.
fn said(
    packs: &[Pack],
    view: &View,
    fact: &Fact<'_>,
    number: usize,
    exhibits: &Exhibits<'_>,
    lang: Lang,
) -> Values {
    let mut values = Values::default();
    let Some(first) = fact.first() else {
        return values;
    };
    let rows: Vec<String> = first
        .events
        .iter()
        .map(|id| id.as_str().to_owned())
        .collect();
    let told = |text: String| Value {
        text,
        rows: rows.clone(),
        own: false,
    };
    let contacts: Vec<&Contact> = events(view, first).collect();
    let what = what::what(packs, fact, &contacts, lang);
    values
        .text
        .insert("when".into(), told(when(&contacts, first.law_date, lang)));
    values.text.insert("what".into(), told(what));
    put(
        &mut values,
        "exhibits",
        exhibits.names(number, Phrases::of(lang)),
    );
    values
}

/// The rules the facts are measured against, each once, with the numbers of its
/// facts; those that bind most come first.
fn grounds(packs: &[Pack], view: &View, facts: &[Fact<'_>], lang: Lang) -> Vec<Values> {
    let phrases = Phrases::of(lang);
    let mut rules: Vec<(&Finding, Vec<usize>)> = Vec::new();
    for (i, fact) in facts.iter().enumerate() {
        for &found in fact {
            match rules
                .iter_mut()
                .find(|(f, _)| f.pack == found.pack && f.rule == found.rule)
            {
                Some((_, numbers)) => numbers.push(i + 1),
                None => rules.push((found, vec![i + 1])),
            }
        }
    }
    rules.sort_by_key(|(found, _)| found.rank);
    rules
        .iter()
        .map(|(found, numbers)| ground(packs, view, found, numbers, phrases, lang))
        .collect()
}

fn ground(
    packs: &[Pack],
    view: &View,
    found: &Finding,
    numbers: &[usize],
    phrases: &Phrases,
    lang: Lang,
) -> Values {
    let row = crate::findings::row(packs, view, found);
    let in_lang = |words: &Words| match lang {
        Lang::ZhCn => words.zh.clone(),
        Lang::En => words.en.clone(),
    };
    let mut values = Values::default();
    let named: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    put(
        &mut values,
        "numbers",
        named.join(phrases.get("join", "list")),
    );
    if numbers.len() > 1 {
        values.flags.insert("plural".into());
    }
    put(
        &mut values,
        "rank_wording",
        phrases.get("rank", row.rank.code()),
    );
    put(&mut values, "instrument", in_lang(&row.instrument));
    let optional = [
        ("clause", in_lang(&row.clause)),
        ("rule_says", one_clause(&in_lang(&row.texts.why), lang)),
        (
            "force_note",
            phrases.get("force", row.rank.code()).to_owned(),
        ),
    ];
    for (name, text) in optional.into_iter().filter(|(_, text)| !text.is_empty()) {
        put(&mut values, name, text);
    }
    if row.unverified {
        put(
            &mut values,
            "confidence_note",
            phrases.get("note", "unverified"),
        );
    }
    values
}

/// The first sentence without its full stop.
fn one_clause(text: &str, lang: Lang) -> String {
    let end = match lang {
        Lang::ZhCn => text.find('。'),
        Lang::En => text
            .find(". ")
            .or_else(|| text.strip_suffix('.').map(str::len)),
    };
    text.get(..end.unwrap_or(text.len()))
        .unwrap_or(text)
        .trim()
        .to_owned()
}

pub(super) fn when(contacts: &[&Contact], law_date: Option<Day>, lang: Lang) -> String {
    let mut days: Vec<Day> = contacts
        .iter()
        .map(|contact| beijing_day(&contact.at))
        .collect();
    days.sort_unstable();
    days.dedup();
    match (days.as_slice(), contacts) {
        ([only], [contact]) => match lang {
            Lang::ZhCn => format!("{}{}", day(lang, *only), time(&contact.at)),
            Lang::En => format!("{}, {}", day(lang, *only), time(&contact.at)),
        },
        ([only], _) => day(lang, *only),
        ([first, .., last], _) => match lang {
            Lang::ZhCn => format!("{}至{}", day(lang, *first), day(lang, *last)),
            Lang::En => format!("{} to {}", day(lang, *first), day(lang, *last)),
        },
        ([], _) => law_date.map(|date| day(lang, date)).unwrap_or_default(),
    }
}
