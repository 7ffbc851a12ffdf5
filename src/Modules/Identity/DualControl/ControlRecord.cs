using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Identity.Contracts;
using Guotu.Identity.Store;

namespace Guotu.Identity.DualControl;

/// <summary>
/// What the audit trail keeps of a request (复核的审计记录): its state, the digest of its parameters, and of an executed act the digests of what was
/// before and after.
/// </summary>
internal static class ControlRecord
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static AuditEntry Of(string kind, ControlRequestRow? before, ControlRequestRow after, string summary) => EntryOf(kind, after, summary) with
    {
        Before = before is null ? null : StateOf(before),
        After = StateOf(after),
    };

    public static AuditEntry Executed(string kind, ControlRequestRow before, ControlRequestRow after, ControlledEffect effect) =>
        EntryOf(kind, after, $"批准并执行 {after.RequestId}(申请人 {after.AskedName}):{after.SummaryText}") with
        {
            Before = JsonSerializer.Serialize(new { request = before.StateCode, digest = ParameterText.DigestOf(effect.Before), state = effect.Before }, Json),
            After = JsonSerializer.Serialize(new { request = after.StateCode, parameters = after.ParametersHex, digest = ParameterText.DigestOf(effect.After), state = effect.After }, Json),
        };

    private static AuditEntry EntryOf(string kind, ControlRequestRow row, string summary) =>
        new(kind, "control-request", row.RequestId.ToString(CultureInfo.InvariantCulture), summary);

    private static string StateOf(ControlRequestRow row) =>
        JsonSerializer.Serialize(new { request = row.StateCode, kind = row.KindCode, subject = row.SubjectText, parameters = row.ParametersHex }, Json);
}
