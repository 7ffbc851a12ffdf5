using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Decisions;
using Guotu.Identity.Contracts;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ExplainAccess;

/// <summary>What a person reaches now. <paramref name="Notes"/>: why less than the groups say, in Chinese.</summary>
internal sealed record PersonReachView(string Account, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Notes, IReadOnlyList<ReachGroup> Groups);

/// <summary>
/// 以此人看一看: the security administrator sees what a named person may do and how much of what is shown to them, by the person's rows as they stand.
/// Nobody acts as the person, and no content is shown.
/// </summary>
internal sealed class PersonReach(IUnitsOfWork units, Accounts accounts, ICallers callers, IRoles roles, AccessReach reach)
{
    public async Task<Result<PersonReachView>> AskAsync(string account, CancellationToken ct)
    {
        Result<AccountRow?> person;
        await using (var session = await units.ReadAsync(DataScope.WholeNode, ct))
        {
            person = await accounts.FindAsync(session, account, ct);
        }

        if (person.Error is { } tampered)
        {
            return tampered;
        }

        if (person.Value is not { } row)
        {
            return new Error(KernelErrors.NotFound, ("what", "账号 " + account));
        }

        var caller = await callers.OfAccountAsync(row.UserId, "web", string.Empty, ct);
        if (!caller.IsSuccess)
        {
            return new PersonReachView(row.AccountName, row.UserName, [], ["账号已停用、到期或其记录被改动过,不能登录,什么也看不到。"], []);
        }

        var names = (await roles.ListAsync(ct)).ToDictionary(r => r.Code, r => r.Name, StringComparer.Ordinal);
        var notes = new List<string>();
        if (caller.Value.MustChangePassword)
        {
            notes.Add("口令是初始的或已过期,修改之前什么也办不了。");
        }

        if (caller.Value.MustBindSecondFactor)
        {
            notes.Add("角色须有第二因素,绑定之前什么也办不了。");
        }

        notes.AddRange(caller.Value.Delegated.Select(d => $"其中一部分来自{d.FromName}的委托。").Distinct());
        return new PersonReachView(
            row.AccountName, row.UserName, [.. caller.Value.Roles.Order(StringComparer.Ordinal).Select(r => names.GetValueOrDefault(r, r))], notes, await reach.OfAsync(caller.Value, ct));
    }
}
