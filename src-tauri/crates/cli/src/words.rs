//! What the command line says, Chinese and English. The window has its own
//! words; these are few and for people who write scripts.

use std::fmt::Write;
use std::path::Path;

use app::ErrorCode;
use app::letters::LetterProblem;
use domain::{Case, Contact, Lang};
use intake::{FileRead, IntakeError, IntakeErrorCode, PaymentRow, Reject, RejectCode};
use rules::{Evaluation, Finding, Instrument, PackUse, Rank, Rule, Verdict};

/// Events named per finding before “and more”.
const EVENTS_NAMED: usize = 12;

pub(crate) fn case_error(path: &Path, error: &app::Error) -> String {
    let file = path.display();
    let param = |name: &str| error.params.get(name).map_or("", String::as_str);
    if error.code == ErrorCode::CaseMalformed {
        let (line, column, field) = (param("line"), param("column"), param("field"));
        return format!(
            "{file}:{line}:{column}: {field}: 不是案件文件的格式，见 schema case / not of the case file's form, see schema case"
        );
    }
    let mut text = format!("{file}: 案件文件有误 / the case file is wrong");
    for problem in &error.fields {
        // Writing to a String does not fail.
        let _ = write!(
            text,
            "\n{file}: {}: {}",
            problem.field,
            problem_words(problem.code)
        );
    }
    text
}

fn problem_words(code: domain::ProblemCode) -> &'static str {
    use domain::ProblemCode as P;
    match code {
        P::Required => "必须填写 / is required",
        P::TooLong => "太长 / is too long",
        P::OutOfRange => "超出可能的范围 / is out of range",
        P::InFuture => "晚于今天 / is in the future",
        P::BeforeStart => "早于它的开始 / is before its start",
        P::UnknownReference => "指向不存在的编号 / refers to something that is not there",
        P::Duplicate => "编号重复 / is there twice",
        P::Malformed => "格式不对 / is malformed",
        P::Contradiction => "与同一条记录的其他内容矛盾 / contradicts the rest of the record",
    }
}

pub(crate) fn letter_error(path: &Path, error: &app::Error, problems: &[LetterProblem]) -> String {
    let file = path.display();
    let what = match error.code {
        ErrorCode::NotFound => format!(
            "找不到 / not found: {}",
            error.params.get("what").map_or("", String::as_str)
        ),
        ErrorCode::MissingGlyph => format!(
            "字体里没有这个字 / no glyph for: {}",
            error.params.get("character").map_or("", String::as_str)
        ),
        ErrorCode::Invalid => format!(
            "字数上限太小，至少需要 / the limit is too small; needed: {}",
            error.params.get("needed").map_or("", String::as_str)
        ),
        _ => "信函还不能生成 / the letter cannot be written yet".to_owned(),
    };
    let mut text = format!("{file}: {what}");
    for problem in problems {
        let _ = write!(text, "\n{file}: {}", letter_problem(problem));
    }
    text
}

fn letter_problem(problem: &LetterProblem) -> String {
    use app::letters::LetterProblemCode as P;
    let words = match problem.code {
        P::BorrowerName => "borrower.name: 没有姓名 / no name",
        P::NoFinding => "findings: 没有可写的发现 / nothing is flagged",
        P::FindingGone => "findings: 发现已不在记录中 / a finding is no longer there",
        P::FindingNotFlagged => "findings: 不是已标记的发现 / not a flag",
        P::NeedsEvidence => "没有记录支持这句话 / no record supports the sentence",
        P::MissingValue => "缺少内容 / a value is missing",
        P::MissingGlyph => "字体里没有这个字 / no glyph",
        P::ForbiddenWord => "不使用的词 / a word that is not used",
        P::DebtElsewhere => {
            "debt.jurisdiction: 这封信只用于中国大陆的债务 / the letter is for debts in mainland China"
        }
        P::PlanWrong => "还款方案算不出来 / the plan cannot be computed",
        P::GapMissing => "差额表缺少内容 / the gap sheet lacks something",
        P::FilledWrong => "填写的形式不对 / what was filled in has the wrong form",
        P::NothingChosen => "需要选择 / something has to be chosen",
        P::ChosenTwice => "只能选一项 / only one can be chosen",
        P::NotInForce => "条文在信函日期不适用 / not in force on the day of the letter",
        P::EnclosureGone => "要附上的文件已不在 / a file to enclose is no longer there",
        P::TemplateGone => "没有这个模板 / there is no such template",
        P::DayBeforeEvent => "信函日期早于所述事件 / the letter is dated before an event",
    };
    if problem.detail.is_empty() {
        words.to_owned()
    } else {
        format!("{words}: {}", problem.detail)
    }
}

pub(crate) fn intake_error(error: &IntakeError) -> String {
    use IntakeErrorCode as C;
    let words = match error.code {
        C::NotFound => "找不到文件 / no such file",
        C::Unreadable => "无法读取 / cannot be read",
        C::EmptyFile => "文件是空的 / the file is empty",
        C::UnknownFormat => "不认识的格式 / not a format this program reads",
        C::BinaryFile => "不是文本文件 / not a text file",
        C::Truncated => "文件不完整，在中途结束 / the file ends in the middle",
        C::Malformed => "XML 结构损坏 / the XML is broken",
        C::Damaged => "文档损坏，无法读取 / the document is damaged",
        C::Password => "文档有密码 / the document has a password",
        C::TooLarge => "文档超过 64 MB / the document is larger than 64 MB",
        C::EntityNotAllowed => {
            "文件定义了实体，不予读取 / the file defines entities and is refused"
        }
        C::ZipBomb => "压缩包展开后异常巨大 / the archive unpacks to far too much",
        C::ZipEncrypted => "压缩包有密码 / the archive has a password",
        C::ZipDamaged => "压缩包损坏 / the archive is damaged",
        C::ZipNoBackup => "压缩包里没有备份文件 / no backup in the archive",
        C::Cancelled => "已取消 / cancelled",
    };
    format!("{error}: {words}")
}

pub(crate) fn reject(reject: &Reject) -> String {
    use RejectCode as R;
    let words = match reject.code {
        R::Malformed => "记录无法读取 / the record cannot be read",
        R::UnknownRecord => "不认识的记录 / not a known kind of record",
        R::MissingField => "缺少字段 / a field is missing",
        R::BadValue => "字段格式不对 / a field is malformed",
        R::DateOutOfRange => {
            "日期在 1990 年之前或 2099 年之后 / the date is before 1990 or after 2099"
        }
        R::DateInSeconds => {
            "时间像是以秒计，应为毫秒 / the time looks like seconds, not milliseconds"
        }
        R::DurationOutOfRange => "时长超过一天 / longer than a day",
        R::UnknownType => "不认识的类型 / unknown type",
        R::NotSent => "草稿或未发出的消息 / a draft or unsent message",
        R::MmsNotRead => "没有文字的彩信 / a multimedia message without text",
        R::TooLong => "文字太长 / the text is too long",
        R::BlankRow => "空行 / a blank row",
        R::TotalsRow => "合计行 / a row of totals",
        R::RemarkRow => "表格前后的说明 / a remark around the table",
        R::YearMissing => {
            "日期没有年份，表格前后也没有 / the date has no year, nor has anything around the table"
        }
        R::DateAmbiguous => "分不清哪个是日、哪个是月 / the day and the month could be either",
        R::SecondsLost => {
            "秒被丢掉了，文件可能被表格软件另存过 / the seconds are gone; the file was saved again"
        }
        R::DigitsLost => "号码被表格软件取整了 / the number was rounded by a spreadsheet",
        R::NotACall => "不是通话的项目 / a service that is no call",
        R::NoText => "没有文字的消息 / a message without text",
        R::SystemLine => "聊天软件自己写的一行 / a line of the chat program's own",
        R::SideUnknown => "看不出哪一方是本人 / nothing says which side is the borrower",
        R::ForeignCurrency => "不是人民币 / not in yuan",
    };
    match reject.field {
        Some(field) => format!("{field}: {words}"),
        None => words.to_owned(),
    }
}

pub(crate) fn reject_line(file: &str, rejected: &Reject) -> String {
    format!("{file} #{}: {}", rejected.position, reject(rejected))
}

pub(crate) fn file_line(read: &FileRead) -> String {
    format!(
        "{}: {} · {} 条 / rows · {} 条未采用 / rejected · sha256 {}",
        read.file,
        read.format.code(),
        read.rows,
        read.rejects,
        read.sha256
    )
}

pub(crate) fn payment_line(payment: &PaymentRow) -> String {
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    format!(
        "{}\t{}\t{}\t{}\t{}\t{}",
        payment
            .at
            .map_or_else(|| payment.day.to_string(), |at| at.to_rfc3339()),
        payment.flow,
        payment.amount,
        payment.state,
        or_dash(&payment.counterparty),
        or_dash(&payment.memo),
    )
}

pub(crate) fn contact_line(contact: &Contact) -> String {
    format!(
        "{}\t{}\t{}\t{}\t{}\t{}",
        contact.at.to_rfc3339(),
        contact.channel.code(),
        contact.direction.code(),
        contact
            .number
            .as_ref()
            .map_or("-", |number| number.as_str()),
        contact.connection.code(),
        contact
            .duration_s
            .map_or_else(|| "-".to_owned(), |s| format!("{s}s")),
    )
}

pub(crate) fn pack_line(pack: &PackUse, lang: Lang) -> String {
    match lang {
        Lang::ZhCn => format!(
            "规则包 {}（{}，版本 {}，核对于 {}）",
            pack.title.zh, pack.id, pack.version, pack.checked_on
        ),
        Lang::En => format!(
            "Pack {} ({}, version {}, checked on {})",
            pack.title.en, pack.id, pack.version, pack.checked_on
        ),
    }
}

pub(crate) fn verdict_heading(verdict: Verdict, count: usize, lang: Lang) -> String {
    match (verdict, lang) {
        (Verdict::Flagged, Lang::ZhCn) => format!("发现 {count} 项"),
        (Verdict::Flagged, Lang::En) => format!("{count} flagged"),
        (_, Lang::ZhCn) => format!("还需要事实 {count} 项"),
        (_, Lang::En) => format!("{count} waiting for a fact"),
    }
}

pub(crate) fn finding_block(
    case: &Case,
    found: &Finding,
    rule: Option<&Rule>,
    instrument: Option<&Instrument>,
    lang: Lang,
) -> String {
    let texts = rule.map(|rule| match lang {
        Lang::ZhCn => &rule.texts.zh,
        Lang::En => &rule.texts.en,
    });
    let title = texts.map_or(found.rule.as_str(), |texts| texts.title.as_str());
    let name = instrument.map_or("", |instrument| match lang {
        Lang::ZhCn => instrument.name.as_str(),
        Lang::En => instrument.name_en.as_str(),
    });
    let mut out = format!(
        "- {title} [{}]\n  {}{name} {}",
        found.rule,
        rank(found, lang),
        found.clause
    );
    if found.grade.to_verify() {
        out.push_str(match lang {
            Lang::ZhCn => "（待核）",
            Lang::En => " (to be verified)",
        });
    }
    for id in found.events.iter().take(EVENTS_NAMED) {
        if let Some(contact) = case.contacts.iter().find(|contact| contact.id == *id) {
            let _ = write!(out, "\n  {id}\t{}", contact_line(contact));
        }
    }
    if found.events.len() > EVENTS_NAMED {
        let _ = write!(out, "\n  … {}", found.events.len());
    }
    for fact in &found.missing {
        let subject = serde_json::to_string(fact).unwrap_or_default();
        let _ = write!(out, "\n  ? {subject}");
    }
    if let Some(texts) = texts
        && found.verdict == Verdict::Flagged
    {
        let label = match lang {
            Lang::ZhCn => "对方可以做的",
            Lang::En => "They are allowed to",
        };
        let _ = write!(out, "\n  {label}：{}", texts.allowed);
    }
    out
}

fn rank(found: &Finding, lang: Lang) -> &'static str {
    if found.verdict != Verdict::Flagged {
        return "";
    }
    match (found.rank, lang) {
        (Rank::SuspectedBreach, Lang::ZhCn) => "涉嫌违反 ",
        (Rank::BelowStandard, Lang::ZhCn) => "不符合国家推荐性标准 ",
        (Rank::BelowSelfRegulation, Lang::ZhCn) => "不符合行业自律 ",
        (Rank::SuspectedBreach, Lang::En) => "suspected breach of ",
        (Rank::BelowStandard, Lang::En) => "does not meet the recommended national standard ",
        (Rank::BelowSelfRegulation, Lang::En) => {
            "does not meet the industry's self-discipline rules "
        }
    }
}

pub(crate) fn rest(evaluation: &Evaluation, lang: Lang) -> String {
    let count = |verdict| {
        evaluation
            .findings
            .iter()
            .filter(|f| f.verdict == verdict)
            .count()
    };
    let (clear, not_applicable, not_covered) = (
        count(Verdict::Clear),
        count(Verdict::NotApplicable),
        count(Verdict::NotCovered),
    );
    match lang {
        Lang::ZhCn => format!(
            "未见不符 {clear} 项，不适用 {not_applicable} 项，未涵盖 {not_covered} 项。以上是按规则的对照，不是法律意见；欠款仍然存在。"
        ),
        Lang::En => format!(
            "{clear} clear, {not_applicable} not applicable, {not_covered} not covered. This compares the record with rules; it is not legal advice, and the debt is still owed."
        ),
    }
}
