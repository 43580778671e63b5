//! Refusals of attachments, supplements and links between cases (Art. 8).

use super::rules::rules;
use crate::gd::art08_form::ART8;

rules! {
    /// Why something is not added to a case.
    DossierRefusal {
        /// A case is linked to itself.
        LinkedToItself = "linked_to_itself", None, Some("other"),
            "不能与本案自身关联", "a case is not linked to itself";
        /// The other case is handled under another regulation.
        LinkedElsewhere = "linked_elsewhere", None, Some("other"),
            "另一案件适用不同的规定", "the other case is handled under another regulation";
        /// The same was decided before.
        SimilarityKnown = "similarity_known", None, Some("same_matter"),
            "此前已作相同认定", "this was decided before";
        /// The case has as many files as it may have.
        TooManyAttachments {
            /// Most.
            most: u32,
        } = "too_many_attachments", Some(&ART8), None,
            format!("每案最多 {most} 个附件"), format!("a case has at most {most} files");
        /// A recording is added as a report's annex, or a document as the recording of an oral complaint.
        TypeNotForPurpose = "type_not_for_purpose", Some(&ART8), None,
            "该类型的文件不适用于所述用途：口头反映的录音须为录音文件，报告附件和其他文件不得为录音",
            "a file of this type does not serve that purpose: an oral recording must be a recording, an annex of a report or anything else must be none";
        /// Whoever hands a complaint in annexes something to a report.
        AnnexFromOutside = "annex_from_outside", None, None,
            "调查报告附件由承办该案的人员添加", "annexes of reports are added by those who handle the case";
    }
}
