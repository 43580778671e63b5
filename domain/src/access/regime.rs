//! Which of the two regulations an organisation works under.

use super::words::words;

words! {
    /// The regulation an organisation works under; its cases and proceedings take it over.
    Regime {
        /// 广东省职业技能鉴定质量投诉举报工作管理办法（暂行）
        Gd = "gd",
        /// 荆州市职业技能等级认定机构监督管理办法: complaints by the local policy profile, sanctions by the text
        Jz = "jz",
    }
}
