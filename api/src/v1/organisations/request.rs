//! Reading requests about organisations.

use std::borrow::Cow;

use domain::access::{DepartmentKind, OrganisationKind, OrganisationLevel, Regime};
use persistence::organisations::{Channels, Organisation, OrganisationChange};

use crate::decode::{Choice, Context, Object, Scalar, Slot, Text, Word, object};

macro_rules! choice {
    ($($of:ty),+) => {$(
        impl Choice for $of {
            fn choices() -> impl Iterator<Item = (&'static str, Self)> {
                Self::ALL.iter().map(|member| (member.as_str(), *member))
            }
        }
    )+};
}
choice!(DepartmentKind, OrganisationKind, OrganisationLevel);

/// An id: words of lower-case letters and digits, joined by hyphens; 3 to 64 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id(pub String);

impl Id {
    /// The id, if it can be one.
    pub fn parse(text: &str) -> Option<Self> {
        let words = text.split('-');
        let plain = |word: &str| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        let fits = (3..=64).contains(&text.len()) && words.into_iter().all(plain);
        fits.then(|| Self(text.to_owned()))
    }
}

impl Scalar<'_> for Id {
    const EXPECTED: (&'static str, &'static str) = (
        "应为 3 至 64 个字符，由小写字母、数字组成，可用连字符分隔",
        "must have 3 to 64 characters: lower-case letters and digits, in words joined by hyphens",
    );

    fn from_text(value: Cow<'_, str>, _context: &mut Context) -> Option<Self> {
        Self::parse(&value)
    }
}

/// Six digits.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Division(String);

impl Scalar<'_> for Division {
    const EXPECTED: (&'static str, &'static str) = (
        "应为六位行政区划代码",
        "must be a division code of six digits",
    );

    fn from_text(value: Cow<'_, str>, _context: &mut Context) -> Option<Self> {
        domain::division::DivisionCode::parse(&value).map(|code| Self(code.to_string()))
    }
}

object! {
    /// The members of `channels`.
    pub struct ChannelSlots<'de> {
        email: scalar Text<'de>,
        address: scalar Text<'de>,
        telephone: scalar Text<'de>,
        fax: scalar Text<'de>,
        hours: scalar Text<'de>,
        web: scalar Text<'de>,
    }
}

impl<'de> Object<'de> for ChannelSlots<'de> {
    type Target = Channels;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let channels = Channels {
            email: text(self.email),
            address: text(self.address),
            telephone: text(self.telephone),
            fax: text(self.fax),
            hours: text(self.hours),
            web: text(self.web),
        };
        if channels
            .email
            .as_ref()
            .is_some_and(|email| !is_address(email))
        {
            context.fault_at("email", "不是电子邮箱地址", "is no e-mail address");
        }
        let is_page = |web: &String| web.starts_with("https://") || web.starts_with("http://");
        if channels.web.as_ref().is_some_and(|web| !is_page(web)) {
            context.fault_at(
                "web",
                "应为以 https:// 或 http:// 开头的网址",
                "must be an address that begins with https:// or http://",
            );
        }
        Some(channels)
    }
}

fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
    })
}

fn text(slot: Slot<Text<'_>>) -> Option<String> {
    slot.optional().map(|Text(text)| text.into_owned())
}

object! {
    /// The members of a new organisation.
    pub struct NewSlots<'de> {
        id: scalar Id,
        kind: scalar Word<OrganisationKind>,
        level: scalar Word<OrganisationLevel>,
        department_kind: scalar Word<DepartmentKind>,
        regime: scalar Word<Regime>,
        name_zh: scalar Text<'de>,
        name_en: scalar Text<'de>,
        division_code: scalar Division,
        industry: scalar Text<'de>,
        parent_id: scalar Id,
        channels: object ChannelSlots<'de>,
    }
}

/// A new organisation, its regime still to be taken from the one above it where it was not given.
pub struct Read {
    /// The organisation.
    pub organisation: Organisation,
    /// Whether the regime was given.
    pub regime_given: bool,
}

impl<'de> Object<'de> for NewSlots<'de> {
    type Target = Read;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let kind = self.kind.required(context, "kind");
        let name_zh = self.name_zh.required(context, "name_zh");
        let name_en = self.name_en.required(context, "name_en");
        let parent_id = self.parent_id.optional().map(|Id(id)| id);
        let regime_told = self.regime.is_faulty();
        let regime = self.regime.optional().map(|Word(regime)| regime);
        let level_told = self.level.is_faulty();
        let level = self.level.optional().map(|Word(level)| level);
        let department_kind_told = self.department_kind.is_faulty();
        let department_kind = self.department_kind.optional().map(|Word(kind)| kind);
        let industry_told = self.industry.is_faulty();
        let industry = text(self.industry);
        if regime.is_none() && parent_id.is_none() && !regime_told {
            context.fault_at(
                "regime",
                "没有上级机构时须写明适用的办法",
                "must be given where there is no parent_id",
            );
        }
        let Word(kind) = kind?;
        let goes_with =
            |context: &mut Context, member, given: bool, needed: bool| match (given, needed) {
                (false, true) => context.fault_at(
                    member,
                    "该类别的机构须写明此项",
                    "must be given for organisations of this kind",
                ),
                (true, false) => context.fault_at(
                    member,
                    "该类别的机构没有此项",
                    "does not belong to organisations of this kind",
                ),
                (false, false) | (true, true) => {}
            };
        // Of what was given wrongly that is said already.
        if !level_told {
            goes_with(context, "level", level.is_some(), kind.has_level());
        }
        let is_department = kind == OrganisationKind::UndertakingDepartment;
        if !department_kind_told {
            let given = department_kind.is_some();
            goes_with(context, "department_kind", given, is_department);
        }
        let is_industry = level == Some(OrganisationLevel::Industry);
        if !industry_told && !level_told {
            goes_with(context, "industry", industry.is_some(), is_industry);
        }
        Some(Read {
            organisation: Organisation {
                id: self
                    .id
                    .optional()
                    .map_or_else(|| uuid::Uuid::now_v7().to_string(), |Id(id)| id),
                kind,
                level,
                department_kind,
                regime: regime.unwrap_or(Regime::Gd),
                name_zh: name_zh?.0.into_owned(),
                name_en: name_en?.0.into_owned(),
                division_code: self.division_code.optional().map(|Division(code)| code),
                industry,
                parent_id,
                channels: self.channels.optional().unwrap_or_default(),
                active: true,
                version: 0,
            },
            regime_given: regime.is_some(),
        })
    }
}

object! {
    /// The members of a change.
    pub struct ChangeSlots<'de> {
        name_zh: scalar Text<'de>,
        name_en: scalar Text<'de>,
        channels: object ChannelSlots<'de>,
        active: scalar bool,
    }
}

impl<'de> Object<'de> for ChangeSlots<'de> {
    type Target = OrganisationChange;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        Some(OrganisationChange {
            name_zh: given(self.name_zh, context, "name_zh")?.map(|Text(text)| text.into_owned()),
            name_en: given(self.name_en, context, "name_en")?.map(|Text(text)| text.into_owned()),
            channels: given(self.channels, context, "channels")?,
            active: given(self.active, context, "active")?,
        })
    }
}

/// A member of a change: absent, it stays as it is; it cannot be made null.
pub fn given<T>(slot: Slot<T>, context: &mut Context, name: &'static str) -> Option<Option<T>> {
    match slot {
        Slot::Absent => Some(None),
        slot => slot.required(context, name).map(Some),
    }
}
