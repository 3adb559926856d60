//! `letter`: a letter about every flag of one debt, as PDF, Word or text, or its
//! envelope.

use std::path::{Path, PathBuf};

use app::letters::{FromCase, LetterForm, from_case};
use domain::{Account, Case, Day, DebtId, Lang, PlanOption, beijing_day};
use letters::template::{Audience, Findings, Words};
use letters::{Envelope, EnvelopeError, EnvelopeSize, Fonts, Party, Template, TypesetError};

use super::read_case;
use crate::args::{EnvelopeOf, Letter};
use crate::outcome::{self, Failure, Outcome};
use crate::words;

pub(crate) fn letter(request: &Letter) -> outcome::Result {
    if request.list {
        letters::template::templates().iter().for_each(describe);
        return Ok(Outcome::Done);
    }
    let (Some(path), Some(out)) = (&request.case, &request.out) else {
        return Err(Failure::internal("arguments"));
    };
    let case = read_case(path)?;
    if let Some(size) = request.envelope {
        return envelope(request, size, &case, out);
    }
    let Some(template) = &request.template else {
        return Err(Failure::internal("arguments"));
    };
    let form = form_of(out, request.form_limit)?;
    // Fonts and rules take the longest to read, and neither waits for the other.
    let (fonts, packs) = std::thread::scope(|scope| {
        let fonts = scope.spawn(|| fonts(request.fonts.as_deref()));
        let packs = rules::embedded_rules();
        (fonts.join(), packs)
    });
    let fonts = fonts.map_err(|_| Failure::internal("fonts"))?;
    let fonts = match form {
        LetterForm::Pdf => Some(fonts?),
        // By them the pages of exhibits are counted, where they are.
        _ => fonts.ok(),
    };
    let day = request
        .day
        .or_else(|| day_after_last(&case))
        .ok_or_else(|| {
            Failure::input(
                "案件没有联系记录，请用 --day 指定日期 / the case has no contacts; give --day",
            )
        })?;
    let plan = request.plan.and_then(|n| plan_of(&case, request, n));
    let letter = from_case(
        &packs,
        fonts.as_ref(),
        case,
        FromCase {
            template,
            lang: request.lang,
            debt: request.debt.as_deref().map(DebtId::from),
            day,
            requests: request.requests.clone(),
            filled: request.filled.iter().cloned().collect(),
            reference: &request.reference,
            plan,
            gap_sheet: request.gap_sheet,
            own_words: request.own_words.clone(),
            full_id: request.full_id,
            form,
        },
    )
    .map_err(|(error, problems)| Failure::input(words::letter_error(path, &error, &problems)))?;
    write(out, &letter.bytes)?;
    if let Some(count) = letter.left_out {
        say!("有 {count} 句放不下，未写入 / sentences left out for want of room: {count}");
    }
    Ok(Outcome::Done)
}

fn write(out: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(out, bytes).map_err(|error| {
        Failure::input(format!(
            "{}: 无法写入 / cannot be written: {}",
            out.display(),
            error.kind()
        ))
    })
}

/// The envelope from the borrower to whoever is named, as PDF.
fn envelope(request: &Letter, size: EnvelopeOf, case: &Case, out: &Path) -> outcome::Result {
    let fonts = fonts(request.fonts.as_deref())?;
    let text = |given: &Option<String>| given.clone().unwrap_or_default();
    let envelope = Envelope {
        size: match size {
            EnvelopeOf::C5 => EnvelopeSize::C5,
            EnvelopeOf::Dl => EnvelopeSize::Dl,
            EnvelopeOf::DlWindow => EnvelopeSize::DlWindow,
        },
        lang: request.lang,
        sender: Party {
            name: case.borrower.name.clone(),
            address: text(&case.borrower.address),
            postcode: None,
        },
        recipient: Party {
            name: text(&request.recipient),
            address: text(&request.address),
            postcode: request.postcode.clone(),
        },
    };
    let pages = letters::envelope(&envelope, &fonts).map_err(|error| {
        Failure::input(match error {
            EnvelopeError::TooLong => {
                "--address: 地址太长，信封写不下 / too long for the envelope".to_owned()
            }
            EnvelopeError::Typeset(TypesetError::MissingGlyphs(missing)) => {
                let missing: String = missing.iter().collect();
                format!("字体缺少这些字 / no font has these characters: {missing}")
            }
        })
    })?;
    let pdf = letters::to_pdf(&pages, &fonts).map_err(|_| Failure::internal("pdf"))?;
    write(out, &pdf)?;
    Ok(Outcome::Done)
}

/// The form that the ending of the file asks for, or the limit.
fn form_of(out: &Path, limit: Option<u32>) -> Result<LetterForm, Failure> {
    let ending = out.extension().and_then(|ending| ending.to_str());
    match (ending.map(str::to_ascii_lowercase).as_deref(), limit) {
        (Some("txt"), Some(limit)) => Ok(LetterForm::Form { limit }),
        (_, Some(_)) => Err(Failure::input(format!(
            "{}: --form-limit 只用于 .txt / --form-limit is for .txt only",
            out.display()
        ))),
        (Some("txt"), None) => Ok(LetterForm::Text),
        (Some("docx"), None) => Ok(LetterForm::Docx),
        (_, None) => Ok(LetterForm::Pdf),
    }
}

/// A letter and what it takes: what to fill in, what to choose, what to ask for.
fn describe(template: &Template) {
    let manifest = &template.manifest;
    let both = |words: &Words| format!("{}\t{}", words.get(Lang::ZhCn), words.get(Lang::En));
    say!("{}\t{}", template.id(), both(&manifest.title));
    say!("\t{}", both(&manifest.purpose));
    match manifest.findings {
        Findings::Needed => say!("\t要有发现 / needs findings"),
        Findings::Welcome => say!("\t可以写发现 / may tell findings"),
        Findings::None => {}
    }
    if !manifest.plans.is_empty() {
        let plans: Vec<&str> = manifest.plans.iter().map(|plan| plan.code()).collect();
        say!("\t--plan N *\t{}", plans.join(" "));
    }
    if manifest.audience == Audience::Court {
        say!("\t--full-id\t印出完整身份证号\tthe identity number in full");
    }
    for text in &manifest.text {
        if let Some(ask) = &text.ask {
            let needed = if text.optional { "" } else { " *" };
            say!("\t--fill {}={needed}\t{}", text.name, both(&ask.label));
        }
    }
    for choice in &manifest.choice {
        let needed = if choice.needed { " *" } else { "" };
        say!("\t{needed}\t{}", both(&choice.label));
    }
    for flag in &manifest.flag {
        if let Some(words) = &flag.words {
            say!("\t--request {}\t{}", flag.name, both(words));
        }
    }
}

/// The `n`-th of the plans kept with the debt, from one.
fn plan_of(case: &Case, request: &Letter, n: usize) -> Option<PlanOption> {
    let named = |account: &&Account| {
        request
            .debt
            .as_deref()
            .is_none_or(|debt| account.debt.as_str() == debt)
    };
    let account = case.accounts.iter().find(named)?;
    account.plans.get(n.checked_sub(1)?).cloned()
}

/// No clock: a letter is dated the day after the last contact unless told.
fn day_after_last(case: &Case) -> Option<Day> {
    case.contacts
        .iter()
        .map(|contact| beijing_day(&contact.at))
        .max()?
        .succ_opt()
}

fn fonts(named: Option<&Path>) -> Result<Fonts, Failure> {
    let folder = fonts_folder(named);
    Fonts::load(&folder).map_err(|error| {
        Failure::input(format!(
            "{}: 缺少信函字体 / the letter fonts are missing: {error}",
            folder.display()
        ))
    })
}

/// The folder named, else one beside the program as it is installed or built.
fn fonts_folder(named: Option<&Path>) -> PathBuf {
    if let Some(folder) = named {
        return folder.to_owned();
    }
    let beside = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(Path::to_owned));
    let beside = beside.unwrap_or_default();
    ["fonts", "../fonts", "../lib/mingzhang/fonts"]
        .iter()
        .map(|folder| beside.join(folder))
        .find(|folder| folder.is_dir())
        .unwrap_or_else(|| beside.join("fonts"))
}
