using Guotu.Kernel.Time;
using Guotu.Operations.Evidence;

namespace Guotu.Operations.FillByHand;

/// <summary>What a person answered a clause with (人工填写): shown on the form as entered by hand, beside what the checks saw.</summary>
/// <param name="Standard">Code of the standard.</param>
/// <param name="Clause">Number of the clause.</param>
/// <param name="Result">The person's answer; never manual or not proved.</param>
/// <param name="Person">Who looked.</param>
/// <param name="LookedOn">When, local date.</param>
/// <param name="Note">What was seen.</param>
/// <param name="AttachmentName">Name of the paper or picture that shows it; null for none. The file stays with the person.</param>
/// <param name="AttachmentSm3">Its SM3, 64 hexadecimal digits.</param>
/// <param name="EnteredBy">Who entered it.</param>
/// <param name="EnteredAt">When it was entered.</param>
public sealed record HandEntry(
    string Standard,
    string Clause,
    ClauseResult Result,
    string Person,
    DateOnly LookedOn,
    string Note,
    string? AttachmentName,
    string? AttachmentSm3,
    string EnteredBy,
    Instant EnteredAt)
{
    /// <summary>As it stands in a form: standard, clause, person, date, what was seen, the attachment.</summary>
    public string Words => $"人工填写:{AnswerWords.Of(Result)},{Person} {LookedOn:yyyy-MM-dd},{Note}"
        + (AttachmentSm3 is null ? string.Empty : $"(附件 {AttachmentName} SM3 {AttachmentSm3})");
}
