//! Who may do what, and of which cases: the one permission matrix. What is not granted here is refused.
//!
//! Cells: `no`; `submitted` (cases this client handed in); `assigned` (cases assigned to its department); `own` (cases
//! its center or authority answers for); `regime` (all cases under its regulation); `all` (what is not tied to a case).

use super::role::Role;
use super::scope::Scope;
use super::words::words;

/// One cell of the grid.
macro_rules! cell {
    (no) => {
        None
    };
    (submitted) => {
        Some(Scope::Submitted)
    };
    (assigned) => {
        Some(Scope::Assigned)
    };
    (own) => {
        Some(Scope::Own)
    };
    (regime) => {
        Some(Scope::Regime)
    };
    (all) => {
        Some(Scope::All)
    };
}

/// Writes the actions and the grid from one place, so that no action can lack a row and no row a cell.
macro_rules! matrix {
    (
        $roles:tt;
        $( $(#[$doc:meta])+ $action:ident $word:literal $cells:tt; )+
    ) => {
        words! {
            /// What a client wants to do.
            Action {
                $( $(#[$doc])+ $action = $word, )+
            }
        }

        /// Of which cases this role may do this; none: not at all.
        #[must_use]
        pub const fn scope(role: Role, action: Action) -> Option<Scope> {
            match action {
                $( Action::$action => row!(role, $roles $cells), )+
            }
        }
    };
}

/// The cell of a row that stands below a role.
macro_rules! row {
    ($is:expr, [$($role:ident)+] [$($cell:ident)+]) => {
        match $is {
            $( Role::$role => cell!($cell), )+
        }
    };
}

#[rustfmt::skip]
matrix! {
                                            [ Admin Platform  Intake    ComplaintOfficer Handler   CenterLead ProvinceLead Regulator Inspector Institution Auditor   ];
    /// Hand in a complaint (gd Art. 8)
    SubmitComplaint     "submit_complaint"  [ no    submitted own       own              no        own        own          own       no        no          no        ];
    /// Correct what was taken down; the old value is kept (gd Art. 8)
    Correct             "correct"           [ no    no        own       own              no        own        own          own       no        no          no        ];
    /// Read a case without what is sealed
    ReadComplaint       "read_complaint"    [ no    submitted own       own              assigned  own        regime       own       no        no          regime    ];
    /// List cases
    ListComplaints      "list_complaints"   [ no    submitted own       own              assigned  own        regime       own       no        no          regime    ];
    /// Read what happened to a case
    ReadTimeline        "read_timeline"     [ no    submitted own       own              assigned  own        regime       own       no        no          regime    ];
    /// Read where a case stands against its time limits (gd Art. 18)
    ReadClock           "read_clock"        [ no    submitted own       own              assigned  own        regime       own       no        no          regime    ];
    /// Read the notice to the complainant (gd Art. 10)
    ReadNotice          "read_notice"       [ no    submitted own       own              no        own        regime       own       no        no          regime    ];
    /// Record how and when a notice reached the complainant (gd Art. 10)
    DeliverNotice       "deliver_notice"    [ no    no        no        own              no        own        own          own       no        no          no        ];
    /// Read what the rules say of a case (gd Art. 9 and 10)
    ReadEvaluation      "read_evaluation"   [ no    no        no        own              no        own        regime       own       no        no          regime    ];
    /// Have the rules applied to a case (gd Art. 9 and 10)
    EvaluateComplaint   "evaluate_complaint"[ no    no        no        own              no        own        own          own       no        no          no        ];
    /// Accept (gd Art. 9 and 11)
    Accept              "accept"            [ no    no        no        own              no        own        own          own       no        no          no        ];
    /// Reject (gd Art. 10)
    Reject              "reject"            [ no    no        no        own              no        own        own          own       no        no          no        ];
    /// Join to the complainant's earlier case (gd Art. 10)
    Join                "join"              [ no    no        no        own              no        own        own          own       no        no          no        ];
    /// Refer to the authority in charge (gd Art. 10)
    Refer               "refer"             [ no    no        no        own              no        own        own          own       no        no          no        ];
    /// Record that the complainant withdraws
    Withdraw            "withdraw"          [ no    submitted no        own              no        own        own          own       no        no          no        ];
    /// Conclude (gd Art. 18)
    Conclude            "conclude"          [ no    no        no        own              no        own        own          own       no        no          no        ];
    /// Review a rejection, once
    ReviewRejection     "review_rejection"  [ no    no        no        no               no        own        own          own       no        no          no        ];
    /// Hand an officer's cases over to another officer of the center
    HandOver            "hand_over"         [ no    no        no        no               no        own        own          own       no        no          no        ];
    /// See who the complainant is, with a purpose and on the record (gd Art. 15)
    DiscloseIdentity    "disclose_identity" [ no    no        no        own              no        own        own          own       no        no          no        ];
    /// See what the complainant wrote, with a purpose and on the record (gd Art. 15)
    DiscloseStatement   "disclose_statement" [ no    no        no        own              no        own        own          own       no        no          no        ];
    /// List decisions that depart from what the rules say
    ListDepartures      "list_departures"   [ no    no        no        no               no        own        regime       own       no        no          regime    ];
    /// See what is to be done next
    WorkQueue           "work_queue"        [ no    no        own       own              assigned  own        regime       own       no        no          no        ];
    /// Pass a case to undertaking departments (gd Art. 11 and 14)
    Assign              "assign"  [ no        no        no        own              no        own        own          own       no        no          no        ];
    /// Guide the complainant, or say when an answer will be given (gd Art. 12)
    Answer              "answer"  [ no        no        no        own              assigned  own        own          own       no        no          no        ];
    /// Hand in an investigation report (gd Art. 6)
    Report              "report"  [ no        no        no        own              assigned  own        own          own       no        no          no        ];
    /// Put the reports together (gd Art. 5(4))
    Consolidate         "consolidate"  [ no        no        no        own              no        own        own          own       no        no          no        ];
    /// Demand progress (gd Art. 5(3), and 4(1): the provincial center)
    Supervise           "supervise"  [ no        no        no        own              no        own        regime       own       no        no          no        ];
    /// Answer a supervision order (gd Art. 5(3))
    AnswerSupervision   "answer_supervision"  [ no        no        no        own              assigned  own        own          own       no        no          no        ];
    /// Extend the time limit (gd Art. 18)
    Extend              "extend"  [ no        no        no        no               no        own        own          own       no        no          no        ];
    /// Explain a delay to the complainant (gd Art. 18)
    ExplainDelay        "explain_delay"  [ no        no        no        own              no        own        own          own       no        no          no        ];
    /// Record that a measure was carried out (gd Art. 6)
    Execute             "execute"  [ no        no        no        own              assigned  own        own          own       no        no          no        ];
    /// Record how the complainant was told the result (gd Art. 16)
    FeedBack            "feed_back"  [ no        no        no        own              no        own        own          own       no        no          no        ];
    /// Archive (gd Art. 17)
    Archive             "archive"  [ no        no        no        own              no        own        own          own       no        no          no        ];
    /// Order somebody to correct a breach of gd Art. 9 or 15 (gd Art. 19)
    HoldAccountable     "hold_accountable"  [ no        no        no        no               no        own        regime       own       no        no          no        ];
    /// Refer the complainant to the competent authority (gd Art. 20)
    ReferComplainant    "refer_complainant"  [ no        no        no        no               no        own        own          own       no        no          no        ];
    /// Report to the provincial center (gd Art. 4(2))
    ReportUpward        "report_upward"  [ no        no        no        own              no        own        own          own       no        no          no        ];
    /// Take measures and inform the public (gd Art. 13)
    RespondToMedia      "respond_to_media"  [ no        no        no        own              no        own        own          own       no        no          no        ];
    /// Add a file to a case (gd Art. 8)
    Attach              "attach"  [ no        submitted own       own              assigned  own        own          own       no        no          no        ];
    /// Take down what the complainant adds (gd Art. 8)
    Supplement          "supplement"  [ no        submitted own       own              no        own        own          own       no        no          no        ];
    /// See a sealed text or file, with a purpose and on the record (gd Art. 15)
    DiscloseMaterial    "disclose_material"  [ no        no        no        own              assigned  own        own          own       no        no          no        ];
    /// See, with a purpose and on the record, what another center reported to the own one (gd Art. 4(2))
    ReadUpwardReports   "read_upward_reports"  [ no        no        no        no               no        no         regime       regime    no        no          no        ];
    /// See which other cases may be about the same matter
    ListSimilar         "list_similar"  [ no        no        no        own              no        own        own          own       no        no          no        ];
    /// Decide whether another case is about the same matter
    DecideSimilarity    "decide_similarity"  [ no        no        no        own              no        own        own          own       no        no          no        ];
    /// Propose and confirm to destroy what is sealed, once it need not be kept
    Erase               "erase"  [ no        no        no        own              no        own        own          own       no        no          no        ];
    /// See what is outstanding: orders, reports, replies, statements
    ListOutstanding     "list_outstanding"  [ no        no        no        own              assigned  own        regime       own       no        no          regime    ];
    /// Draft a circular (gd Art. 17)
    DraftCircular       "draft_circular"  [ no        no        no        own              no        own        own          own       no        no          no        ];
    /// Approve and publish a circular (gd Art. 17)
    ApproveCircular     "approve_circular"  [ no        no        no        no               no        own        own          own       no        no          no        ];
    /// Read circulars that are not published
    ReadCirculars       "read_circulars"  [ no        no        no        own              no        own        regime       own       no        no          regime    ];
    /// Submit the periodic report of a center (gd Art. 4(2))
    SubmitPeriodicReport "submit_periodic_report"  [ no        no        no        no               no        own        own          own       no        no          no        ];
    /// Read periodic reports (gd Art. 4(2))
    ReadPeriodicReports "read_periodic_reports"  [ no        no        no        own              no        own        regime       own       no        no          regime    ];
    /// Apply for the filing of an institution, its change or renewal, or report its end (jz Art. 2, 3, 23)
    ApplyForFiling "apply_for_filing"  [ no       no       no       no              no       no        no          own      no         own        no        ];
    /// Decide on applications and deregistration (jz Art. 3)
    DecideFiling "decide_filing"  [ no       no       no       no              no       no        no          own      no         no         no        ];
    /// Read institutions with their ledgers (jz Art. 3, 15)
    ReadInstitutions "read_institutions"  [ no       no       no       regime          no       regime    no          regime   regime     own        regime    ];
    /// Enter what an institution does into its ledger (jz Art. 7 to 9, 21(4))
    RecordLedger "record_ledger"  [ no       no       no       no              no       no        no          own      no         own        no        ];
    /// Decide what counts of the ledger: verdicts, justifications, accepted rectifications, strikes
    DecideLedger "decide_ledger"  [ no       no       no       no              no       no        no          own      no         no         no        ];
    /// Evaluate institutions comprehensively (jz Art. 5)
    EvaluateInstitutions "evaluate_institutions"  [ no       no       no       no              no       regime    no          own      no         no         no        ];
    /// Import institutions and batches from files
    ImportInstitutions "import_institutions"  [ no       no       no       no              no       no        no          own      no         no         no        ];
    /// Allege a finding about an institution (jz Art. 16 to 18)
    AllegeFinding "allege_finding"  [ no       no       no       no              no       no        no          own      own        no         no        ];
    /// See what the rules make of an institution's record (jz Art. 20 to 22); never the institution itself, which is told by notice
    ReadAssessments "read_assessments"  [ no        no        no        no               no        no         no           regime    regime      no          regime    ];
    /// Read sanction proceedings; the institution from the notice on (jz Art. 20 to 22)
    ReadProceedings "read_proceedings"  [ no       no       no       no              no       no        no          regime   no         own        regime    ];
    /// Conduct sanction proceedings (jz Art. 20 to 22)
    ConductProceedings "conduct_proceedings"  [ no       no       no       no              no       no        no          own      no         no         no        ];
    /// Approve a sanction that another officer decided (jz Art. 20 to 22)
    ApproveSanctions "approve_sanctions"  [ no       no       no       no              no       no        no          own      no         no         no        ];
    /// Make a statement in a proceeding, or ask for a hearing (jz Art. 20)
    MakeStatements "make_statements"  [ no       no       no       no              no       no        no          own      no         own        no        ];
    /// Keep the roster of inspectors and their conflicts of interest (jz Art. 15)
    ManageInspectors "manage_inspectors"  [ no       no       no       no              no       no        no          own      no         no         no        ];
    /// Announce and carry out draws (jz Art. 15)
    ConductDraws "conduct_draws"  [ no       no       no       no              no       no        no          own      no         no         no        ];
    /// Record inspections (jz Art. 15, 16)
    RecordInspections "record_inspections"  [ no       no       no       no              no       no        no          own      own        no         no        ];
    /// Read draws and inspections (jz Art. 15, 16)
    ReadInspections "read_inspections"  [ no       no       no       no              no       no        no          regime   regime     own        regime    ];
    /// Take down another department's proposal for an inspection (jz Art. 18)
    ProposeInspections "propose_inspections"  [ no       no       own      own             no       no        no          own      no         no         no        ];
    /// Answer proposals for an inspection (jz Art. 18)
    AnswerProposals "answer_proposals"  [ no       no       no       no              no       no        no          own      no         no         no        ];
    /// See what the background jobs did
    ReadJobs            "read_jobs"  [ all       no        no        no               no        all        all          all       no        no          all       ];
    /// Create and change organisations (gd Art. 2, 4 and 7)
    ManageOrganisations "manage_organisations" [ all   no        no        no               no        no         no           no        no        no          no        ];
    /// Read organisations
    ReadOrganisations   "read_organisations" [ all   all       all       all              all       all        all          all       all       all         all       ];
    /// Create, change and disable clients
    ManageClients       "manage_clients"    [ all   no        no        no               no        no         no           no        no        no          no        ];
    /// Change the key that tokens are signed with
    ManageSigningKeys   "manage_signing_keys" [ all   no        no        no               no        no         no           no        no        no          no        ];
    /// Read what happened to organisations and clients, and whether the record is whole
    ReadAudit           "read_audit"        [ no    no        no        no               no        no         no           no        no        no          all       ];
    /// See which due dates moved with a calendar year; who sees no cases sees their number (gd Art. 18)
    ReadCalendarEffects "read_calendar_effects" [ all  submitted own       own              assigned  own        regime       own       no        no          regime    ];
    /// Load an official calendar year
    ImportCalendar      "import_calendar"   [ all   no        no        no               no        no         no           no        no        no          no        ];
}
