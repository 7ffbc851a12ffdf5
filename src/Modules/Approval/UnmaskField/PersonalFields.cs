using System.Globalization;
using Guotu.Approval.Domain;
using Guotu.Approval.ListMatters;
using Guotu.Approval.Store;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Approval.UnmaskField;

/// <summary>
/// 查看个人信息: shows one personal field of a case in clear, for a reason. The record of it commits before the value is given, and the read goes to
/// the journal too. Who handles the case at that moment sees it without.
/// </summary>
public sealed class PersonalFields(IUnitsOfWork units, CaseFields fields, MatterCatalogue matters, IClock clock)
{
    public const string Kind = "approval.personal.unmask";
    private const int ShortestReason = 4;
    private const int LongestReason = 200;

    /// <summary>办理中: the caller has signed for an open task of the case, the lease runs, and the task's post is still the caller's, lent or own.</summary>
    internal static async Task<bool> IsHandledByAsync(ISqlSession session, long caseId, Caller caller, Instant now, CancellationToken ct) =>
        (await TaskStore.OfCaseAsync(session, caseId, ct)).Any(t => t.IsOpen && t.IsClaimedAt(now) && t.ClaimedBy == caller.UserId && caller.Posts.Contains(t.PostCode));

    public Task<Result<UnmaskedField>> ShowAsync(CommandContext context, UnmaskAsked asked, CancellationToken ct) => units.RunAsync<UnmaskedField>(
        context,
        async (work, token) =>
        {
            var found = await CaseStore.FindAsync(work, asked.CaseId, token);
            if (found.Error is { } outside)
            {
                return outside;
            }

            if (matters.Of(found.Value.MatterCode).Field(asked.Key) is not { Personal: true } field)
            {
                return new Error(KernelErrors.NotFound, ("what", "个人信息字段"));
            }

            var reason = asked.Reason.Trim();
            if (reason.Length is < ShortestReason or > LongestReason || reason.Any(char.IsControl))
            {
                return new Error(KernelErrors.FieldInvalid, ("field", "查看理由"), ("reason", $"要写 {ShortestReason} 到 {LongestReason} 个字")) { Field = "reason" };
            }

            var values = await fields.ReadAsync(work, asked.CaseId, token);
            if (values.Error is { } unreadable)
            {
                return unreadable;
            }

            work.Audit(new AuditEntry(Kind, "case", asked.CaseId.ToString(CultureInfo.InvariantCulture), $"查看个人信息“{field.Label}”;理由:{reason}"));
            return new UnmaskedField(field.Key, values.Value.GetValueOrDefault(field.Key, string.Empty));
        },
        ct);

    /// <summary>What the caller sees of the values: in clear while handling the case, else masked.</summary>
    internal async Task<MaskedValues> ForAsync(ISqlSession session, CaseRow row, Caller caller, IReadOnlyDictionary<string, string> values, CancellationToken ct) =>
        await IsHandledByAsync(session, row.CaseId, caller, clock.Now, ct) ? new MaskedValues(values, new HashSet<string>()) : Masked(matters.Of(row.MatterCode), values);

    internal static MaskedValues Masked(Matter matter, IReadOnlyDictionary<string, string> values)
    {
        var shown = values.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
        var masked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in matter.Fields.Where(f => f.Personal && shown.GetValueOrDefault(f.Key) is { Length: > 0 }))
        {
            shown[field.Key] = PersonalMask.Show(field.Mask, shown[field.Key]);
            masked.Add(field.Key);
        }

        return new MaskedValues(shown, masked);
    }
}

/// <summary>A field to be shown in clear.</summary>
/// <param name="CaseId">Of which case.</param>
/// <param name="Key">Key of the field.</param>
/// <param name="Reason">Why; 4 to 200 characters.</param>
public sealed record UnmaskAsked(long CaseId, string Key, string Reason);

/// <summary>A personal field in clear.</summary>
public sealed record UnmaskedField(string Key, string Value);

/// <summary>Values as they are shown, and which of them are masked.</summary>
internal sealed record MaskedValues(IReadOnlyDictionary<string, string> Values, IReadOnlySet<string> Masked);
