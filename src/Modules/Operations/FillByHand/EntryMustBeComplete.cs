using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Operations.Evidence;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Operations.FillByHand;

/// <summary>人工填写完整: who looked, when, what was seen, in characters that the form can print; an attachment has name and digest or neither.</summary>
internal sealed class EntryMustBeComplete
{
    private const int LongestName = 60;
    private const int LongestNote = 500;
    private const int LongestAttachment = 200;
    private const int DigestDigits = 64;

    private readonly DocumentComposer _composer = new(FontStack.Office);

    public Error? Breach(HandEntryBody body, DateOnly today, CancellationToken ct)
    {
        (string Field, bool Wrong, string Reason)[] rules =
        [
            ("result", Answer(body.Result) is null, "结论是 met、partly、notMet 或 notApplicable"),
            ("person", !IsText(body.Person, LongestName), $"写明谁看的,不超过 {LongestName} 个字"),
            ("note", !IsText(body.Note, LongestNote), $"写明看到了什么,不超过 {LongestNote} 个字"),
            ("lookedOn", !AnEntryCountsForAYear.Counts(body.LookedOn, today), "查看日期在今天之前的一年之内"),
            ("attachmentSm3", !string.IsNullOrEmpty(body.AttachmentSm3) && !IsDigest(body.AttachmentSm3), "附件摘要是 64 位十六进制的 SM3"),
            ("attachmentName", string.IsNullOrWhiteSpace(body.AttachmentName) != string.IsNullOrEmpty(body.AttachmentSm3), "附件名与附件摘要要么都有,要么都没有"),
            ("attachmentName", !string.IsNullOrEmpty(body.AttachmentName) && !IsText(body.AttachmentName, LongestAttachment), $"附件名不超过 {LongestAttachment} 个字,不含控制字符"),
        ];
        var (field, wrong, reason) = rules.FirstOrDefault(r => r.Wrong);
        return wrong ? new Error(KernelErrors.FieldInvalid, ("field", field), ("reason", reason)) { Field = field } : Unprintable(body, ct);
    }

    /// <summary>The answer a word stands for; null for none that a person may give.</summary>
    public static ClauseResult? Answer(string word) => word switch
    {
        "met" => ClauseResult.Met,
        "partly" => ClauseResult.Partly,
        "notMet" => ClauseResult.NotMet,
        "notApplicable" => ClauseResult.NotApplicable,
        _ => null,
    };

    private static bool IsText(string? text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Trim().Length <= longest && !text.Any(char.IsControl);

    private static bool IsDigest(string text) => text.Length == DigestDigits && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    /// <summary>A character without a glyph would refuse every form from now on: it is refused here, where it can still be mended.</summary>
    private Error? Unprintable(HandEntryBody body, CancellationToken ct)
    {
        var text = string.Join(' ', body.Person, body.Note, body.AttachmentName);
        var composed = _composer.Compose(
            new DocumentInfo("人工填写", default), PageSetup.Report, [new ParagraphBlock(Paragraph.Of(text, new TextStyle(FontRole.Song, TypeSize.SmallFive)))], ct);
        return composed.Error;
    }
}
