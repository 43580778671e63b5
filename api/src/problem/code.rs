//! The one table of error codes: code, HTTP status, titles, meaning and remedy.

use actix_web::http::StatusCode;
use serde::{Serialize, Serializer};

use crate::http::language::Lang;

/// A text in both languages of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bilingual {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Bilingual {
    /// The text in the language asked for.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::ZhCn => self.zh,
            Lang::En => self.en,
        }
    }
}

/// What the table says of one code.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Stable name, snake_case.
    pub code: &'static str,
    /// The same name with dashes, as the documentation's URL has it.
    pub slug: &'static str,
    /// Path of the documentation page; the `type` of a problem.
    pub type_path: &'static str,
    /// HTTP status.
    pub status: StatusCode,
    /// Short title.
    pub title: Bilingual,
    /// What the code means.
    pub meaning: Bilingual,
    /// What the caller can do.
    pub remedy: Bilingual,
    /// A provision such a refusal may cite, for codes that may rest on a rule.
    pub legal_basis: Option<&'static str>,
}

/// Writes the enum, the list of its members and the table from one place, so that none can lack an
/// entry.
macro_rules! problem_codes {
    ($(
        $(#[doc = $doc:literal])+
        $variant:ident {
            $code:literal, $slug:literal, $status:ident,
            title: $title_zh:literal, $title_en:literal;
            meaning: $meaning_zh:literal, $meaning_en:literal;
            remedy: $remedy_zh:literal, $remedy_en:literal;
            legal_basis: $legal_basis:expr;
        }
    )+) => {
        /// Why a request failed; clients branch on its name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ProblemCode {
            $( $(#[doc = $doc])+ $variant, )+
        }

        impl ProblemCode {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )+];

            /// The table's line for this code.
            #[must_use]
            pub const fn entry(self) -> &'static Entry {
                match self {
                    $( Self::$variant => &Entry {
                        code: $code,
                        slug: $slug,
                        type_path: concat!("/problems/", $slug),
                        status: StatusCode::$status,
                        title: Bilingual { zh: $title_zh, en: $title_en },
                        meaning: Bilingual { zh: $meaning_zh, en: $meaning_en },
                        remedy: Bilingual { zh: $remedy_zh, en: $remedy_en },
                        legal_basis: $legal_basis,
                    }, )+
                }
            }
        }
    };
}

problem_codes! {
    /// The body is not JSON.
    MalformedJson {
        "malformed_json", "malformed-json", BAD_REQUEST,
        title: "请求体不是有效的 JSON", "The body is not valid JSON";
        meaning: "请求体为空，或不是符合 RFC 8259 的 UTF-8 JSON 文本。",
            "The request body is empty, or is not JSON text in UTF-8 as RFC 8259 defines it.";
        remedy: "检查引号、逗号、括号与编码；detail 指出出错的行列。",
            "Check quotes, commas, brackets and the encoding; the detail says at which line and column it went wrong.";
        legal_basis: None;
    }
    /// The query, the path or a header cannot be read.
    MalformedRequest {
        "malformed_request", "malformed-request", BAD_REQUEST,
        title: "请求格式不正确", "The request is malformed";
        meaning: "查询参数、路径参数或请求头的格式不正确。",
            "A query parameter, a path parameter or a header has the wrong form.";
        remedy: "对照接口文档核对参数的名称、类型与取值范围。",
            "Compare names, types and ranges of the parameters with the API's documentation.";
        legal_basis: None;
    }
    /// No valid credentials.
    Unauthorized {
        "unauthorized", "unauthorized", UNAUTHORIZED,
        title: "未通过身份认证", "Authentication is required";
        meaning: "请求没有带访问令牌，或者令牌无效、已过期、已撤销。",
            "The request carries no access token, or one that is invalid, expired or revoked.";
        remedy: "取得新的访问令牌，放入 Authorization: Bearer 请求头后重试。",
            "Obtain a new access token and repeat the request with it in Authorization: Bearer.";
        legal_basis: None;
    }
    /// The caller may not do this.
    Forbidden {
        "forbidden", "forbidden", FORBIDDEN,
        title: "没有权限", "Not permitted";
        meaning: "身份有效，但其角色或所属机构不允许进行这项操作。",
            "The identity is valid, but its role or organisation does not permit this operation.";
        remedy: "由有权限的人员办理，或向管理员申请相应的角色。",
            "Have somebody who is permitted do it, or ask the administrator for the role.";
        legal_basis: Some("《广东省职业技能鉴定质量投诉举报工作管理办法（暂行）》第十五条");
    }
    /// There is no such thing, or the caller may not know of it.
    NotFound {
        "not_found", "not-found", NOT_FOUND,
        title: "资源不存在", "Not found";
        meaning: "该地址没有资源，或者该资源对当前身份不可见。",
            "There is nothing at this address, or the caller may not see it.";
        remedy: "检查地址与标识是否正确。", "Check the address and the identifier.";
        legal_basis: None;
    }
    /// The path exists, but not with this method.
    MethodNotAllowed {
        "method_not_allowed", "method-not-allowed", METHOD_NOT_ALLOWED,
        title: "不支持该请求方法", "Method not allowed";
        meaning: "该地址存在，但不接受这种请求方法。",
            "The address exists, but does not accept this method.";
        remedy: "使用响应头 Allow 列出的方法。", "Use one of the methods listed in the Allow header.";
        legal_basis: None;
    }
    /// None of the media types asked for can be produced.
    NotAcceptable {
        "not_acceptable", "not-acceptable", NOT_ACCEPTABLE,
        title: "无法提供所要求的格式", "None of the formats asked for is available";
        meaning: "请求头 Accept 或 Accept-Encoding 排除了本接口能够提供的所有格式。",
            "The Accept or Accept-Encoding header excludes every format this operation can produce.";
        remedy: "在 Accept 中加入 application/json。", "Add application/json to the Accept header.";
        legal_basis: None;
    }
    /// The body did not arrive in time.
    RequestTimeout {
        "request_timeout", "request-timeout", REQUEST_TIMEOUT,
        title: "接收请求超时", "The request took too long to arrive";
        meaning: "请求体没有在规定时间内传送完毕。",
            "The request body did not arrive completely within the time allowed.";
        remedy: "检查网络后重试；数据量大时分批提交。",
            "Check the network and retry; submit large data in several batches.";
        legal_basis: None;
    }
    /// What is to be created is there already.
    AlreadyExists {
        "already_exists", "already-exists", CONFLICT,
        title: "已经存在", "It exists already";
        meaning: "要创建的资源，其标识已被使用。",
            "The identifier of what is to be created is in use.";
        remedy: "换一个标识，或者读取并修改已有的资源。",
            "Choose another identifier, or read and change what is there.";
        legal_basis: None;
    }
    /// The resource has changed since the caller read it.
    PreconditionFailed {
        "precondition_failed", "precondition-failed", PRECONDITION_FAILED,
        title: "资源已被修改", "The resource has changed meanwhile";
        meaning: "请求头 If-Match 所示的版本不是资源的当前版本：读取之后，别人已作了修改。",
            "The version in If-Match is not the current one: somebody has changed the resource since it was read.";
        remedy: "重新读取资源，确认仍需修改后，以新的 ETag 重试。",
            "Read the resource again; if the change is still wanted, repeat it with the new ETag.";
        legal_basis: None;
    }
    /// A change without the version it is based on.
    PreconditionRequired {
        "precondition_required", "precondition-required", PRECONDITION_REQUIRED,
        title: "须说明所依据的版本", "The version this rests on is missing";
        meaning: "修改须带请求头 If-Match，写明所依据的版本，以免覆盖别人的修改。",
            "A change needs If-Match with the version it rests on, so that nobody else's change is overwritten.";
        remedy: "先读取资源，把响应头 ETag 的值放入 If-Match。",
            "Read the resource first, and send the value of its ETag in If-Match.";
        legal_basis: None;
    }
    /// The body is larger than allowed.
    PayloadTooLarge {
        "payload_too_large", "payload-too-large", PAYLOAD_TOO_LARGE,
        title: "请求体过大", "The body is too large";
        meaning: "请求体超过了本接口允许的大小。",
            "The request body is larger than this operation allows.";
        remedy: "减少内容，或者分批提交。", "Send less, or submit in several batches.";
        legal_basis: None;
    }
    /// The body has a type or coding that is not understood.
    UnsupportedMediaType {
        "unsupported_media_type", "unsupported-media-type", UNSUPPORTED_MEDIA_TYPE,
        title: "不支持的内容类型", "The content type is not supported";
        meaning: "请求体的类型、字符集或内容编码不受支持。",
            "The body's media type, charset or content coding is not supported.";
        remedy: "以 UTF-8 编码的 application/json 发送，不要压缩请求体；附件只接受 errors 所列类型的文件。",
            "Send application/json in UTF-8, with no content coding; as a file, one of the types that errors names.";
        legal_basis: None;
    }
    /// None of the bytes asked for are there.
    RangeNotSatisfiable {
        "range_not_satisfiable", "range-not-satisfiable", RANGE_NOT_SATISFIABLE,
        title: "所要求的范围不存在", "The range asked for is not there";
        meaning: "请求头 Range 所示的范围超出了文件的长度。",
            "The range in the Range header lies beyond the end of the file.";
        remedy: "响应头 Content-Range 给出文件的长度；在此范围内重试，或者不带 Range 取整个文件。",
            "Content-Range tells how long the file is: ask for a part of that, or for the whole without Range.";
        legal_basis: None;
    }
    /// The body is JSON, but not what the operation needs.
    InvalidFacts {
        "invalid_facts", "invalid-facts", UNPROCESSABLE_ENTITY,
        title: "所报事实不符合要求", "The facts submitted are not valid";
        meaning: "请求体是有效的 JSON，但有字段缺失、类型不符、取值不允许或相互矛盾。",
            "The body is valid JSON, but a field is missing, of the wrong type, not allowed, or contradicts another.";
        remedy: "按 errors 逐项更正；pointer 是出错字段的 JSON Pointer（RFC 6901）。",
            "Correct each item of errors; pointer is the JSON Pointer (RFC 6901) of the field.";
        legal_basis: None;
    }
    /// The case or object is not where this leads on from.
    WrongState {
        "wrong_state", "wrong-state", CONFLICT,
        title: "当前状态不允许该操作", "Not possible in the present state";
        meaning: "该案件所处的状态不允许这项操作。",
            "The case is not in a state in which this can be done.";
        remedy: "allowed_commands 列出当前可以进行的操作；先查看案件的最新状态。",
            "allowed_commands lists what can be done now; look at the case first.";
        legal_basis: None;
    }
    /// A rule refuses the command.
    CommandRefused {
        "command_refused", "command-refused", CONFLICT,
        title: "该操作不符合规定", "A rule refuses this";
        meaning: "请求本身格式正确，但与案件记录或规定不符；refusal 是稳定的原因代码。",
            "The request is well-formed, but the record or a rule stands against it; refusal is the stable code of the reason.";
        remedy: "按 detail 与 legal_basis 所述处理后重试。", "Act on detail and legal_basis, then retry.";
        legal_basis: None;
    }
    /// The idempotency key was used for another request.
    IdempotencyKeyReused {
        "idempotency_key_reused", "idempotency-key-reused", UNPROCESSABLE_ENTITY,
        title: "Idempotency-Key 已用于其他请求", "The Idempotency-Key was used for another request";
        meaning: "24 小时内，同一 Idempotency-Key 已用于内容不同的请求。",
            "Within 24 hours the same Idempotency-Key was used with another body.";
        remedy: "新的请求使用新的 Idempotency-Key。", "Use a new Idempotency-Key for a new request.";
        legal_basis: None;
    }
    /// What was sealed is destroyed.
    Gone {
        "gone", "gone", GONE,
        title: "内容已销毁", "The content was destroyed";
        meaning: "该案件的封存内容已依规销毁，无法恢复；案件不再提供查阅。",
            "The sealed content of this case was destroyed as prescribed and cannot be restored; the case is no longer read.";
        remedy: "erased_on 是销毁日期；清单中仍列有该案件的登记。", "erased_on is the day; lists still show that there was such a case.";
        legal_basis: None;
    }
    /// Too many requests.
    RateLimited {
        "rate_limited", "rate-limited", TOO_MANY_REQUESTS,
        title: "请求过于频繁", "Too many requests";
        meaning: "该来源在短时间内的请求超过了允许的次数。",
            "This source has sent more requests than allowed within a short time.";
        remedy: "等待响应头 Retry-After 所示的秒数后重试，并留意 RateLimit 响应头。",
            "Wait for the seconds given in Retry-After, then retry; watch the RateLimit header.";
        legal_basis: None;
    }
    /// A fault of the service.
    Internal {
        "internal", "internal", INTERNAL_SERVER_ERROR,
        title: "服务内部错误", "Internal error";
        meaning: "服务处理该请求时发生了意外错误，请求未必已经生效。",
            "Something unexpected went wrong while the request was handled; it may not have taken effect.";
        remedy: "稍后重试；如仍出错，请把 trace_id 告知运维人员。",
            "Retry later; if it persists, give the trace_id to the operators.";
        legal_basis: None;
    }
    /// The service cannot work at the moment.
    Unavailable {
        "unavailable", "unavailable", SERVICE_UNAVAILABLE,
        title: "服务暂时不可用", "The service is temporarily unavailable";
        meaning: "服务所依赖的部分（例如数据库）暂时不可用，或者负载过高。",
            "Something the service depends on, such as the database, is unavailable, or the load is too high.";
        remedy: "稍后重试。", "Retry later.";
        legal_basis: None;
    }
}

impl ProblemCode {
    /// The code with this name in the documentation's URL.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.entry().slug == slug)
    }

    /// The code for an answer of which only the status is known. Client errors without a line of
    /// their own are malformed requests.
    #[must_use]
    pub fn from_status(status: StatusCode) -> Self {
        let own = Self::ALL
            .iter()
            .copied()
            .filter(|code| !matches!(code, Self::MalformedJson))
            .find(|code| code.entry().status == status);
        match own {
            Some(code) => code,
            None if status.is_client_error() => Self::MalformedRequest,
            None => Self::Internal,
        }
    }
}

impl Serialize for ProblemCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.entry().code)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_agree() {
        let mut seen = BTreeSet::new();
        for code in ProblemCode::ALL {
            let entry = code.entry();
            assert!(seen.insert(entry.code), "{} twice", entry.code);
            assert_eq!(entry.code.replace('_', "-"), entry.slug);
            assert_eq!(entry.type_path, format!("/problems/{}", entry.slug));
            assert_eq!(ProblemCode::from_slug(entry.slug), Some(*code));
            for text in [entry.title, entry.meaning, entry.remedy] {
                assert!(!text.zh.is_empty() && !text.en.is_empty());
                assert!(text.en.is_ascii(), "{}", text.en);
            }
        }
    }

    #[test]
    fn every_status_finds_a_code() {
        for code in ProblemCode::ALL {
            let status = code.entry().status;
            assert_eq!(ProblemCode::from_status(status).entry().status, status);
        }
        assert_eq!(
            ProblemCode::from_status(StatusCode::IM_A_TEAPOT),
            ProblemCode::MalformedRequest
        );
        assert_eq!(
            ProblemCode::from_status(StatusCode::BAD_GATEWAY),
            ProblemCode::Internal
        );
    }
}
