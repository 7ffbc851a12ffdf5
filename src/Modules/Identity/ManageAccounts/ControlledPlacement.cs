using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.DualControl;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageAccounts;

/// <summary>
/// Another name, office or posts that a system administrator asks for and somebody else confirms (双人修改账号). Parameters: <c>account</c>, <c>name</c>,
/// <c>organisation</c>, <c>posts</c> (codes with blanks between, may be empty); the node adds <c>was</c>, the account as it was then.
/// </summary>
internal abstract class ControlledPlacement(PlacementWriting writing) : IControlledChange
{
    private const string Was = "was";

    public abstract ControlledKind Kind { get; }

    /// <summary>What this kind is for.</summary>
    protected abstract PlacementStake Stake { get; }

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var read = await ReadAsync(work, parameters, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (row, wanted) = (read.Value.Grantee.Account, read.Value.Wanted);
        var who = $"{row.UserName}({row.AccountName})";
        var normal = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["account"] = row.AccountName,
            ["name"] = wanted.Name,
            ["organisation"] = wanted.Organisation,
            ["posts"] = string.Join(' ', wanted.Posts),
            [Was] = PlacementWriting.StateOf(row.AccountName, read.Value.Before),
        };
        return new ControlledMatter(who, $"修改 {who}:{read.Value.Words}", normal) { PersonId = row.UserId };
    }

    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        var read = await ReadAsync(work, order.Parameters, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (account, before) = (read.Value.Grantee.Account.AccountName, PlacementWriting.StateOf(read.Value.Grantee.Account.AccountName, read.Value.Before));
        if (order.Parameters.GetValueOrDefault(Was) != before)
        {
            return new Error(ControlErrors.RequestOutdated, ("what", "账号 " + account));
        }

        return (await writing.WriteAsync(work, read.Value, $"({order.AskedName} 申请,{work.Context.Actor.Name} 复核)", ct)).Error is { } unwritten
            ? unwritten
            : new ControlledEffect(before, PlacementWriting.StateOf(account, read.Value.Wanted));
    }

    private async Task<Result<Placing>> ReadAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var (account, name, organisation) = (
            ParameterMustBeGiven.Read(parameters, "account"), ParameterMustBeGiven.Read(parameters, "name"), ParameterMustBeGiven.Read(parameters, "organisation"));
        if ((account.Error ?? name.Error ?? organisation.Error) is { } missing)
        {
            return missing;
        }

        var posts = parameters.GetValueOrDefault("posts", string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var read = await writing.ReadAsync(work, account.Value, new AccountPlacement(name.Value, organisation.Value, posts), ct);
        return read.Error is null && read.Value.Stake != Stake
            ? new Error(KernelErrors.FieldInvalid, ("field", "账号"), ("reason", "这项修改不是这一种,回到账号页再办")) { Field = "account" }
            : read;
    }
}

/// <summary>调整在用账号的机构、岗位: of staff who hold roles; confirmed by a security administrator, whose matter it is how far roles reach.</summary>
internal sealed class MoveStaff(PlacementWriting writing) : ControlledPlacement(writing)
{
    public static readonly ControlledKind TheKind = new("account.move-staff", "调整已授权人员的机构、岗位", IdentityPermissions.ManageAccounts, [IdentityPermissions.ConfirmSystem]);

    public override ControlledKind Kind => TheKind;

    protected override PlacementStake Stake => PlacementStake.Reach;
}

/// <summary>修改管理员账号: confirmed by a security administrator or an auditor who is not its holder.</summary>
internal sealed class ChangeAdministrator(PlacementWriting writing) : ControlledPlacement(writing)
{
    public static readonly ControlledKind TheKind = new(
        "account.change-administrator", "修改管理员账号的姓名、机构、岗位", IdentityPermissions.ManageAccounts, [IdentityPermissions.ConfirmSystem, IdentityPermissions.ConfirmAccounts]);

    public override ControlledKind Kind => TheKind;

    protected override PlacementStake Stake => PlacementStake.Administrator;
}
