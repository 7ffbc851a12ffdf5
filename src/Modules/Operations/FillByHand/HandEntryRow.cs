using Guotu.Database.Rows;
using Guotu.Kernel.Time;
using Guotu.Operations.Evidence;

namespace Guotu.Operations.FillByHand;

/// <summary>A row of <c>op_hand_entry</c>, whose MAC covers all of it. Rows are only added: the newest of a clause counts.</summary>
internal sealed class HandEntryRow
{
    public static readonly ProtectedTable Table = new(
        "op_hand_entry",
        "entry_id",
        [
            "standard_code", "clause_code", "result_code", "person_name", "looked_on", "note_text", "attachment_name", "attachment_hex", "entered_by", "entered_name",
            "entered_utc",
        ],
        new HashSet<string>(),
        "row_mac");

    private static readonly Dictionary<ClauseResult, string> Codes = new Dictionary<ClauseResult, string>
    {
        [ClauseResult.Met] = "MET",
        [ClauseResult.Partly] = "PARTLY",
        [ClauseResult.NotMet] = "NOTMET",
        [ClauseResult.NotApplicable] = "NOTAPPLICABLE",
    };

    public long EntryId { get; init; }

    public string StandardCode { get; init; } = string.Empty;

    public string ClauseCode { get; init; } = string.Empty;

    public string ResultCode { get; init; } = string.Empty;

    public string PersonName { get; init; } = string.Empty;

    public DateOnly LookedOn { get; init; }

    public string NoteText { get; init; } = string.Empty;

    public string? AttachmentName { get; init; }

    public string? AttachmentHex { get; init; }

    public long EnteredBy { get; init; }

    public string EnteredName { get; init; } = string.Empty;

    public Instant EnteredUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("standard_code", StandardCode),
        RowValue.Of("clause_code", ClauseCode),
        RowValue.Of("result_code", ResultCode),
        RowValue.Of("person_name", PersonName),
        RowValue.Of("looked_on", LookedOn),
        RowValue.Of("note_text", NoteText),
        RowValue.Of("attachment_name", AttachmentName),
        RowValue.Of("attachment_hex", AttachmentHex),
        RowValue.Of("entered_by", EnteredBy),
        RowValue.Of("entered_name", EnteredName),
        RowValue.Of("entered_utc", EnteredUtc),
    ];

    public HandEntry Entry => new(
        StandardCode, ClauseCode, Codes.First(c => c.Value == ResultCode).Key, PersonName, LookedOn, NoteText, AttachmentName, AttachmentHex, EnteredName, EnteredUtc);

    public static string CodeOf(ClauseResult result) => Codes[result];
}
