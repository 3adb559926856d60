//! The closed vocabularies of a case. Codes are permanent: they are stored in
//! vaults and case files and named by rule packs. Words for them live in the
//! interface, never here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Defines one vocabulary: an enum whose members have one permanent
/// `snake_case` code, the same in JSON, in the database and in rule packs.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            Serialize, Deserialize, JsonSchema, TS,
        )]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// Every member, in the order people are shown them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The permanent code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The member with this code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// Yes, no, or not yet known. Unknown is never treated as no.
    #[derive(Default)]
    Tri {
        /// Known to be so.
        Yes = "yes",
        /// Known not to be so.
        No = "no",
        /// Not recorded; a rule that depends on it asks.
        #[default]
        Unknown = "unknown",
    }
}

vocabulary! {
    /// What kind of creditor lent the money; decides which instruments apply.
    LenderType {
        /// 银行信用卡
        BankCard = "bank_card",
        /// 银行消费贷款（线下或非互联网渠道）
        BankConsumerLoan = "bank_consumer_loan",
        /// 银行互联网贷款
        BankInternetLoan = "bank_internet_loan",
        /// 消费金融公司
        ConsumerFinance = "consumer_finance",
        /// 小额贷款公司（含网络小贷）
        MicroLoan = "micro_loan",
        /// 助贷平台
        FacilitationPlatform = "facilitation_platform",
        /// 民间个人
        PrivateLender = "private_lender",
        /// 其他
        Other = "other",
    }
}

vocabulary! {
    /// The five stages of a debt, seen from the borrower's side.
    #[derive(Default)]
    Stage {
        /// 债务核实
        #[default]
        Verify = "verify",
        /// 初次联系
        FirstContact = "first_contact",
        /// 协商还款
        Negotiate = "negotiate",
        /// 后续跟进
        FollowUp = "follow_up",
        /// 法律行动
        LegalAction = "legal_action",
    }
}

vocabulary! {
    /// Currency of a debt.
    #[derive(Default)]
    Currency {
        /// 人民币
        #[default]
        Cny = "CNY",
        /// US dollar
        Usd = "USD",
        /// Pound sterling
        Gbp = "GBP",
    }
}

vocabulary! {
    /// Where a debt is: whose law is about collecting it.
    #[derive(Default)]
    Jurisdiction {
        /// 中国大陆
        #[default]
        Cn = "CN",
        /// 美国
        Us = "US",
        /// 英国; no pack knows its law yet.
        Gb = "GB",
    }
}

vocabulary! {
    /// What the borrower told a collector.
    NoticeKind {
        /// 要求停止联系
        StopContact = "stop_contact",
        /// 表示拒绝付款
        RefuseToPay = "refuse_to_pay",
        /// 对债务提出异议
        Dispute = "dispute",
        /// 要求告知原债权人
        OriginalCreditorRequest = "original_creditor_request",
        /// 拒绝某一种联系方式
        StopMedium = "stop_medium",
        /// 拒绝某一个号码或地址
        StopAddress = "stop_address",
        /// 说明不方便的时间
        InconvenientTime = "inconvenient_time",
        /// 说明方便的时间
        ConvenientTime = "convenient_time",
        /// 说明不方便的地点
        InconvenientPlace = "inconvenient_place",
        /// 说明单位不许
        EmployerForbids = "employer_forbids",
        /// 说明已有律师代理
        Attorney = "attorney",
        /// 同意
        Consent = "consent",
        /// 撤回同意
        Revocation = "revocation",
    }
}

vocabulary! {
    /// What was left on an answering machine, if anything was.
    Voicemail {
        /// 没有留言
        None = "none",
        /// 有限内容的留言：没有提到催收
        LimitedContent = "limited_content",
        /// 其他留言
        Other = "other",
    }
}

vocabulary! {
    /// The part an organisation plays in the life of a debt.
    PartyRole {
        /// 出借人
        Lender = "lender",
        /// 平台
        Platform = "platform",
        /// 资金方银行
        FundingBank = "funding_bank",
        /// 担保方
        Guarantor = "guarantor",
        /// 委托催收机构
        Agency = "agency",
        /// 债权受让方
        Assignee = "assignee",
        /// 律师事务所
        LawFirm = "law_firm",
        /// 法院、仲裁、调解组织
        Tribunal = "tribunal",
        /// 监管部门
        Regulator = "regulator",
        /// 其他
        Other = "other",
    }
}

vocabulary! {
    /// How the contact was made.
    Channel {
        /// 电话
        Call = "call",
        /// 短信
        Sms = "sms",
        /// 微信等即时通讯
        Chat = "chat",
        /// 电子邮件
        Email = "email",
        /// 纸质信函
        Letter = "letter",
        /// 上门
        Visit = "visit",
        /// 公开张贴或网络发布
        Public = "public",
    }
}

vocabulary! {
    /// The life of a letter. From `final` on it never changes.
    LetterState {
        /// 草稿
        Draft = "draft",
        /// 已定稿，还没有寄出
        Final = "final",
        /// 已寄出
        Sent = "sent",
        /// 已送达
        Delivered = "delivered",
        /// 已答复
        Answered = "answered",
    }
}

vocabulary! {
    /// How a letter was sent.
    PostingMethod {
        /// 邮政特快专递（EMS）
        Ems = "ems",
        /// 挂号信
        Registered = "registered",
        /// 当面递交
        Handed = "handed",
        /// 网站、应用或公众号的表单
        Form = "form",
        /// 电子邮件
        Email = "email",
        /// 其他
        Other = "other",
    }
}

vocabulary! {
    /// What an answer to a letter was.
    ReplyKind {
        /// 受理、延期等告知，不是决定
        Interim = "interim",
        /// 处理决定
        Decision = "decision",
    }
}

vocabulary! {
    /// Who started the contact.
    Direction {
        /// The collector or lender.
        Incoming = "incoming",
        /// The borrower's side.
        Outgoing = "outgoing",
    }
}

vocabulary! {
    /// Whether a call was connected. Messages are `connected` on receipt.
    #[derive(Default)]
    Connection {
        /// 已接通（或消息已收到）
        Connected = "connected",
        /// 只响铃，未接通
        RangOnly = "rang_only",
        /// 没有打通（占线、空号、停机），对方电话没有响
        NotConnected = "not_connected",
        /// 记录看不出来
        #[default]
        Unknown = "unknown",
    }
}

vocabulary! {
    /// What kind of voice call it was; the national standard counts the two apart.
    #[derive(Default)]
    Voice {
        /// 告知式：录音或智能语音播报
        Notification = "notification",
        /// 交互式：与人对话
        Interactive = "interactive",
        /// 未知
        #[default]
        Unknown = "unknown",
    }
}

vocabulary! {
    /// Whether the contact was collection work at all.
    #[derive(Default)]
    Purpose {
        /// 催收
        Collection = "collection",
        /// 与催收无关（营销、客服、验证码等）
        Other = "other",
        /// 未知
        #[default]
        Unknown = "unknown",
    }
}

vocabulary! {
    /// The relation of the person reached to this debt.
    Relation {
        /// 债务人本人
        Borrower = "borrower",
        /// 共同借款人
        CoBorrower = "co_borrower",
        /// 担保人
        Guarantor = "guarantor",
        /// 配偶（是否共同债务另行判断）
        Spouse = "spouse",
        /// 父母、子女等亲属
        Family = "family",
        /// 借款时填写的联系人
        ListedContact = "listed_contact",
        /// 同事
        Colleague = "colleague",
        /// 单位
        Employer = "employer",
        /// 朋友
        Friend = "friend",
        /// 邻居、村居、物业
        Neighbour = "neighbour",
        /// 继承人
        Heir = "heir",
        /// 借款人的律师
        Attorney = "attorney",
        /// 监护人（含未成年人的父母）
        Guardian = "guardian",
        /// 遗产管理人、遗嘱执行人
        Executor = "executor",
        /// 无关的人
        Stranger = "stranger",
        /// 不清楚
        Unknown = "unknown",
    }
}

vocabulary! {
    /// What was let out about the debt to whoever was reached.
    Disclosure {
        /// 有欠款
        DebtExists = "debt_exists",
        /// 金额
        Amount = "amount",
        /// 逾期、违约
        Overdue = "overdue",
        /// 身份证件信息
        Identity = "identity",
        /// 住址
        Address = "address",
        /// 工作单位
        Workplace = "workplace",
        /// 通讯录、家人信息
        Contacts = "contacts",
        /// 照片
        Photo = "photo",
    }
}

vocabulary! {
    /// What the collector did, in the words of the trade. One tick each.
    Conduct {
        /// 未说明是谁、代表哪家机构
        IdentityNotStated = "identity_not_stated",
        /// 要求还到个人账户或非约定账户
        PrivateAccount = "private_account",
        /// 以催收名义另外收费
        ExtraFee = "extra_fee",
        /// 诱导或逼迫借新还旧、非法筹款
        PushNewLoan = "push_new_loan",
        /// 辱骂、侮辱
        Insult = "insult",
        /// 公然侮辱或捏造事实诽谤
        PublicInsult = "public_insult",
        /// 恐吓、威胁（未及人身安全）
        Intimidation = "intimidation",
        /// 威胁人身安全
        ThreatSafety = "threat_safety",
        /// 暴力、殴打
        Violence = "violence",
        /// 毁损财物（泼漆、堵锁等）
        DamageProperty = "damage_property",
        /// 限制人身自由
        RestrainLiberty = "restrain_liberty",
        /// 追逐、拦截、跟踪
        ChaseOrFollow = "chase_or_follow",
        /// 敲诈勒索
        Extortion = "extortion",
        /// 占有、擅自处置财产
        SeizeProperty = "seize_property",
        /// 多次滋扰、纠缠、发送骚扰信息
        Harassment = "harassment",
        /// 偷窥、偷拍、窃听
        Spying = "spying",
        /// 散布隐私
        SpreadPrivacy = "spread_privacy",
        /// 在公共场所张贴催收公告、律师函
        PublicPosting = "public_posting",
        /// 冒充公检法或政府机关
        ImpersonateAuthority = "impersonate_authority",
        /// 外部机构冒充银行或出借人
        ImpersonateLender = "impersonate_lender",
        /// 冒充律师
        ImpersonateLawyer = "impersonate_lawyer",
        /// 伪造公文、印章（假传票、假函）
        ForgedDocument = "forged_document",
        /// 虚构、夸大法律后果或金额
        FalseClaim = "false_claim",
        /// 虚假黑名单、假征信
        FalseBlacklist = "false_blacklist",
        /// 虚假承诺减免等
        FalsePromise = "false_promise",
        /// 用私人手机、社交账号联系
        PrivatePhone = "private_phone",
        /// 未经同意进入住宅或办公区域
        EnterWithoutConsent = "enter_without_consent",
        /// 到单位闹事、堵门、占线
        DisturbWorkplace = "disturb_workplace",
        /// 向他人出售、提供或非法获取个人信息
        TradePersonalData = "trade_personal_data",
        /// 着装冒充或误导身份
        MisleadingDress = "misleading_dress",
        /// 向本人以外的人催讨
        DemandFromOther = "demand_from_other",
        /// 秽语、脏话
        ObsceneLanguage = "obscene_language",
        /// 威胁报警抓人
        ThreatenArrest = "threaten_arrest",
        /// 起诉或威胁起诉
        SueOrThreatenSuit = "sue_or_threaten_suit",
        /// 没有表明自己是催收人、是为催收而来
        CollectorNotDisclosed = "collector_not_disclosed",
        /// 电子讯息里没有退订方式
        OptOutMissing = "opt_out_missing",
        /// 明信片，或信封上看得出是催收
        MarkedMail = "marked_mail",
    }
}

vocabulary! {
    /// Where a visit took place.
    VisitPlace {
        /// 住处
        Home = "home",
        /// 单位
        Workplace = "workplace",
        /// 其他地点
        Elsewhere = "elsewhere",
    }
}

vocabulary! {
    /// What kind of file a row was imported from; it decides what the row can
    /// prove.
    #[derive(Default)]
    SourceKind {
        /// 手机通话记录：接通的和只响铃的都有
        PhoneLog = "phone_log",
        /// 短信备份
        Messages = "messages",
        /// 运营商详单：只有接通的
        CarrierBill = "carrier_bill",
        /// 其他
        #[default]
        Other = "other",
    }
}

impl SourceKind {
    /// Is nothing known of it?
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    pub fn is_other(&self) -> bool {
        *self == Self::Other
    }
}

vocabulary! {
    /// What kind of number an entry of the number book is.
    NumberKind {
        /// 催收方用的号码
        Collector = "collector",
        /// 出借人官方号码
        LenderOfficial = "lender_official",
        /// 自己或家人、熟人的号码
        Own = "own",
        /// 与债务无关
        Unrelated = "unrelated",
    }
}

vocabulary! {
    /// What can happen in a proceeding. One word for the same thing in all of them.
    EventKind {
        /// 寄出、提交
        Sent = "sent",
        /// 对方收到
        Delivered = "delivered",
        /// 受理
        Accepted = "accepted",
        /// 不予受理
        NotAccepted = "not_accepted",
        /// 转送、转办
        Forwarded = "forwarded",
        /// 告知延长
        Extended = "extended",
        /// 再次告知延长
        ExtendedAgain = "extended_again",
        /// 停止计算（鉴定、调解等）
        Suspended = "suspended",
        /// 恢复计算
        Resumed = "resumed",
        /// 提出新的事实理由
        NewFacts = "new_facts",
        /// 作出答复、处理决定
        Decided = "decided",
        /// 我请求上一级核查、复查
        ReviewAsked = "review_asked",
        /// 核查、复查有了结果
        ReviewDecided = "review_decided",
        /// 我再请求复核
        SecondReviewAsked = "second_review_asked",
        /// 复核有了结果
        SecondReviewDecided = "second_review_decided",
        /// 知道了行政行为
        Learned = "learned",
        /// 事情发生、终了
        Happened = "happened",
        /// 文书送达
        Served = "served",
        /// 我提交答辩
        Answered = "answered",
        /// 我提出异议
        Objected = "objected",
        /// 异议有了结果：成立
        ObjectionUpheld = "objection_upheld",
        /// 异议有了结果：驳回
        ObjectionRejected = "objection_rejected",
        /// 法院、机构确定期限
        LimitSet = "limit_set",
        /// 在期限内交了材料
        HandedIn = "handed_in",
        /// 确定开庭日
        HearingSet = "hearing_set",
        /// 开庭
        Heard = "heard",
        /// 判决送达
        JudgmentServed = "judgment_served",
        /// 裁定送达
        RulingServed = "ruling_served",
        /// 我上诉
        Appealed = "appealed",
        /// 我没有上诉，判决生效
        BecameFinal = "became_final",
        /// 我申请再审
        RetrialAsked = "retrial_asked",
        /// 双方达成协议
        Agreed = "agreed",
        /// 协议得到确认
        Confirmed = "confirmed",
        /// 没有达成协议
        NotAgreed = "not_agreed",
        /// 约定的付款日确定
        DueSet = "due_set",
        /// 我按期付款
        Paid = "paid",
        /// 违约、没有履行
        Broken = "broken",
        /// 全部结清
        Settled = "settled",
        /// 我撤回、不再进行
        Withdrawn = "withdrawn",
        /// 我转向下一步
        Escalated = "escalated",
        /// 法院、机构允许延期到某日
        Postponed = "postponed",
    }
}
