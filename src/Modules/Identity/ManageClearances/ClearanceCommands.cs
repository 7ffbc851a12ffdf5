using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Decisions;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageClearances;

/// <summary>
/// The security administrator sets a person's label (设置人员标记); it counts from the person's next request on. Never the own one, and never for one
/// of the three administrators.
/// </summary>
internal sealed class ClearanceCommands(IUnitsOfWork units, Accounts accounts, Clearances clearances, EffectPreview preview)
{
    public const string SetKind = "identity.clearance";

    public Task<Result<LabelView>> SetAsync(CommandContext context, string account, LabelBody wanted, CancellationToken ct) => units.RunAsync(
        context,
        async Task<Result<LabelView>> (work, token) =>
        {
            var read = wanted.Read();
            if (read.Error is { } wrong)
            {
                return wrong;
            }

            var found = await accounts.FindAsync(work, account, token);
            if (found.Error is { } tampered)
            {
                return tampered;
            }

            return found.Value is { } person ? await SetAsync(work, person, (wanted, read.Value), token) : new Error(KernelErrors.NotFound, ("what", "账号 " + account));
        },
        ct);

    /// <summary>What the label would give and take; nothing is written.</summary>
    public async Task<Result<EffectView>> PreviewAsync(string account, string level, IReadOnlyList<string> categories, CancellationToken ct)
    {
        var label = LabelScheme.Shipped.Read(level, categories);
        if (label.Error is { } wrong)
        {
            return wrong;
        }

        Result<AccountRow?> found;
        await using (var session = await units.ReadAsync(DataScope.WholeNode, ct))
        {
            found = await accounts.FindAsync(session, account, ct);
        }

        return found.Error is { } tampered ? tampered
            : found.Value is { } person ? await preview.OfLabelAsync(person, label.Value, ct)
            : new Error(KernelErrors.NotFound, ("what", "账号 " + account));
    }

    private async Task<Result<LabelView>> SetAsync(IUnitOfWork work, AccountRow person, (LabelBody Body, SecurityLabel Label) wanted, CancellationToken ct)
    {
        var administers = await clearances.AdministersAsync(work, person, ct);
        if (administers.Error is { } tampered)
        {
            return tampered;
        }

        if (NoOneGrantsToThemselves.Breach(work.Context.Actor.UserId, person.UserId) is { } own)
        {
            return own;
        }

        if (administers.Value)
        {
            return new Error(LabelErrors.AdministratorsHoldNone, ("name", person.UserName));
        }

        var before = await clearances.OfAsync(work, person, [], ct);
        if ((before.Error ?? wanted.Body.Moved(before.Value, person.UserName)) is { } refused)
        {
            return refused;
        }

        var label = LabelScheme.Shipped.Floor.Join(wanted.Label);
        work.Audit(EntryOf(person, before.Value, label, wanted.Body.Reason!.Trim()));
        var row = new ClearanceRow
        {
            UserId = person.UserId,
            LabelLevel = label.Level,
            LabelCategory = label.CategoryText,
            ReasonText = wanted.Body.Reason!.Trim(),
            SetBy = work.Context.Actor.UserId,
            SetUtc = work.At,
        };
        return (await clearances.WriteAsync(work, row, ct)).Error is { } unwritten ? unwritten : LabelView.Of(label);
    }

    private static AuditEntry EntryOf(AccountRow person, SecurityLabel before, SecurityLabel after, string reason) => new(
        SetKind,
        "account",
        person.UserId.ToString(CultureInfo.InvariantCulture),
        $"{person.AccountName} 的人员标记:{LabelScheme.Shipped.NameOf(before)};改为:{LabelScheme.Shipped.NameOf(after)}")
    {
        Before = LabelView.Recorded(before, string.Empty),
        After = LabelView.Recorded(after, reason),
    };
}
