//! The packs as one readable document, generated and never edited.

use domain::Day;

use crate::packs::{Both, Engine, Force, Grade, Instrument, Nature, Pack, Reach, Rule, RuleText};

/// All rules of `packs` that may be shown, with instruments, sources and common
/// misquotations, as Markdown in Chinese and English.
pub fn rules_markdown(packs: &[Pack]) -> String {
    let mut out = Lines::default();
    out.line("# 规则目录 / Catalogue of rules");
    out.line("");
    out.line("由规则包生成，不要手改。Generated from the packs; do not edit.");
    for pack in packs {
        one_pack(&mut out, pack);
    }
    out.0
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn line(&mut self, text: impl AsRef<str>) {
        self.0.push_str(text.as_ref());
        self.0.push('\n');
    }
}

fn one_pack(out: &mut Lines, pack: &Pack) {
    let Both { zh, en } = pack.title();
    let (from, to) = pack.covered();
    out.line("");
    out.line(format!("## {zh} / {en}"));
    out.line("");
    out.line(format!(
        "`{}` {} · {}",
        pack.id(),
        pack.version(),
        pack.jurisdiction()
    ));
    out.line(format!(
        "· 核对日 checked on {} · 覆盖 covers {}",
        pack.checked_on(),
        days(Some(from), to),
    ));
    let shown: Vec<&Instrument> = pack
        .instruments()
        .iter()
        .filter(|i| i.grade != Grade::C)
        .collect();
    for instrument in &shown {
        let mut rules: Vec<&Rule> = pack
            .rules()
            .iter()
            .filter(|r| r.instrument == instrument.id && r.shown())
            .collect();
        rules.sort_by_key(|rule| (rule.from, &rule.slug));
        if rules.is_empty() {
            continue;
        }
        out.line("");
        out.line(format!("### {} / {}", instrument.name, instrument.name_en));
        out.line("");
        out.line(life(instrument));
        for rule in rules {
            one_rule(out, rule);
        }
    }
    out.line("");
    out.line("### 其他文件 / Other instruments");
    out.line("");
    for instrument in shown {
        if !pack
            .rules()
            .iter()
            .any(|rule| rule.instrument == instrument.id && rule.shown())
        {
            out.line(format!(
                "- {} / {} — {}",
                instrument.name,
                instrument.name_en,
                life(instrument)
            ));
        }
    }
    if !pack.misquotations().is_empty() {
        out.line("");
        out.line("### 常见误引 / Common misquotations");
    }
    for wrong in pack.misquotations() {
        out.line("");
        out.line(format!("- **{}** {}", wrong.claim.zh, wrong.correction.zh));
        out.line(format!("  **{}** {}", wrong.claim.en, wrong.correction.en));
    }
    out.line("");
    out.line("### 来源 / Sources");
    out.line("");
    for source in pack.sources() {
        out.line(format!("- **{}** {}", source.id, source.title));
    }
}

fn life(instrument: &Instrument) -> String {
    let day = |day: Option<Day>| day.map(|d| d.to_string());
    let mut parts = vec![instrument.issuer.clone()];
    if !instrument.doc_no.is_empty() {
        parts.push(instrument.doc_no.clone());
    }
    parts.extend(day(instrument.promulgated).map(|d| format!("公布 {d}")));
    parts.extend(day(instrument.effective).map(|d| format!("施行 {d}")));
    parts.extend(day(instrument.repealed).map(|d| format!("终止 {d}")));
    parts.extend(
        instrument
            .replaced_by
            .as_ref()
            .map(|id| format!("其后 then `{id}`")),
    );
    parts.push(force(instrument.force).to_owned());
    parts.push(grade(instrument.grade));
    if let Some(Both { zh, en }) = &instrument.note {
        parts.push(format!("{zh} {en}"));
    }
    parts.join(" · ")
}

fn one_rule(out: &mut Lines, rule: &Rule) {
    let Rule { texts, scope, .. } = rule;
    out.line("");
    out.line(format!("#### {} / {}", texts.zh.title, texts.en.title));
    out.line("");
    let mut facts = vec![format!("`{}`", rule.slug)];
    if !rule.clause.is_empty() {
        facts.push(rule.clause.clone());
    }
    facts.extend(
        rule.clause_note
            .as_ref()
            .map(|note| format!("{} ({})", note.zh, note.en)),
    );
    facts.push(days(rule.from, rule.to));
    facts.extend(
        rule.succeeds
            .as_ref()
            .map(|slug| format!("承接 succeeds `{slug}`")),
    );
    facts.push(force(rule.force).to_owned());
    facts.push(grade(rule.grade));
    facts.push(engine(rule.engine).to_owned());
    facts.extend(rule.nature.map(|n| nature(n).to_owned()));
    if !rule.kind.is_empty() {
        facts.push(format!("`{}`", rule.kind));
    }
    out.line(facts.join(" · "));
    let mut covers: Vec<String> = scope.lenders.iter().map(|l| l.code().to_owned()).collect();
    covers.extend(scope.channels.iter().map(|c| c.code().to_owned()));
    covers.extend(scope.network_credit.then(|| "network_credit".to_owned()));
    covers.extend(
        scope
            .member_of
            .map(|of| format!("member_of_{of:?}").to_lowercase()),
    );
    covers.extend(match scope.reached {
        Reach::Anyone => None,
        Reach::Borrower => Some("reached_borrower".to_owned()),
        Reach::NotOwing => Some("reached_not_owing".to_owned()),
    });
    covers.extend(
        scope
            .third_party_collector
            .then(|| "third_party_collector".to_owned()),
    );
    if !covers.is_empty() {
        out.line("");
        out.line(format!("适用 scope: {}", covers.join(", ")));
    }
    words(
        out,
        &texts.zh,
        ["内容", "允许", "不确定之处", "证据", "向谁反映"],
    );
    words(
        out,
        &texts.en,
        [
            "What it asks",
            "Allowed",
            "Known problems",
            "Evidence",
            "Whom to tell",
        ],
    );
    out.line("");
    out.line(format!("来源 sources: {}", rule.sources.join(", ")));
}

fn words(out: &mut Lines, text: &RuleText, heads: [&str; 5]) {
    let RuleText {
        why,
        allowed,
        limits,
        evidence,
        tell,
        ..
    } = text;
    out.line("");
    for (head, words) in heads
        .into_iter()
        .zip([why, allowed, limits, evidence, tell])
    {
        out.line(format!("- **{head}** {words}"));
    }
}

/// `2025-02-28 –` and the like; unknown first days are said to be so.
fn days(from: Option<Day>, to: Option<Day>) -> String {
    let from = from.map_or_else(
        || "日期未核 date not verified".to_owned(),
        |day| day.to_string(),
    );
    to.map_or_else(|| format!("自 from {from}"), |to| format!("{from} – {to}"))
}

const fn force(force: Force) -> &'static str {
    match force {
        Force::Law => "法律 law",
        Force::Regulation => "法规、规章 regulation",
        Force::NormativeDocument => "规范性文件 normative document",
        Force::Judicial => "司法解释等 judicial",
        Force::NationalStandard => "推荐性国家标准 recommended national standard",
        Force::SelfRegulation => "行业自律 self-discipline",
    }
}

fn grade(grade: Grade) -> String {
    let mark = if grade.to_verify() {
        " 待核 to be verified"
    } else {
        ""
    };
    format!("{grade:?}{mark}")
}

const fn nature(nature: Nature) -> &'static str {
    match nature {
        Nature::BrightLine => "明线 bright line",
        Nature::Presumption => "推定 presumption",
        Nature::Standard => "标准 standard",
        Nature::Deadline => "期限 deadline",
    }
}

const fn engine(engine: Engine) -> &'static str {
    match engine {
        Engine::Auto => "自动 auto",
        Engine::Manual => "人工 manual",
        Engine::Info => "资料 info",
        Engine::Off => "不使用 off",
    }
}
