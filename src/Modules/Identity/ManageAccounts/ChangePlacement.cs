using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageAccounts;

/// <summary>The system administrator changes name, office and posts of an account that is in use (修改账号); what moves rights is asked of a second person.</summary>
internal sealed class ChangePlacement(IUnitsOfWork units, PlacementWriting writing)
{
    public const string Act = "identity.account.change";

    public Task<Result> RunAsync(CommandContext context, string account, AccountChange change, CancellationToken ct) => units.RunAsync(
        context,
        async Task<Result> (work, token) =>
        {
            var read = await writing.ReadAsync(work, account, change.Wanted, token);
            if (read.Error is { } refused)
            {
                return refused;
            }

            if (change.Seen is { } seen && !PlacementWriting.AreSame(seen, read.Value.Before))
            {
                return new Error(KernelErrors.ChangedMeanwhile, ("what", "账号 " + account));
            }

            return read.Value.Stake switch
            {
                PlacementStake.Administrator => ControlErrors.NeedsSecondPerson(ChangeAdministrator.TheKind),
                PlacementStake.Reach => ControlErrors.NeedsSecondPerson(MoveStaff.TheKind),
                _ => await writing.WriteAsync(work, read.Value, string.Empty, token),
            };
        },
        ct);
}
