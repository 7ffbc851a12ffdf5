using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Decisions;
using Guotu.Identity.Contracts;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ExplainAccess;

/// <summary>Why a person can or cannot reach an object, term by term.</summary>
/// <param name="Decided">Chinese name of the term that decided; null where allowed.</param>
public sealed record AccessExplanationView(string Account, string Name, string Kind, string ObjectId, bool Allowed, string? Decided, string Explanation, IReadOnlyList<TermView> Terms);

/// <summary>One term and its answer.</summary>
public sealed record TermView(string Term, bool Holds, string Why);

/// <summary>
/// For the security administrator (为什么能、为什么不能): asks the one decision point as the person would ask it now, by the rows as they stand. Nothing of
/// the object is shown but whether it is reached and why.
/// </summary>
internal sealed class AccessExplanation(IUnitsOfWork units, Accounts accounts, ICallers callers, IAccessDecisions decisions)
{
    private const string Channel = "web";

    public IReadOnlyList<ObjectKind> Kinds => decisions.Kinds;

    public async Task<Result<AccessExplanationView>> AskAsync(string account, string kind, string objectId, CancellationToken ct)
    {
        if (decisions.Kinds.FirstOrDefault(k => k.Code == kind) is not { } known)
        {
            return new Error(KernelErrors.FieldInvalid, ("reason", "没有这一类对象")) { Field = "kind" };
        }

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

        var caller = await callers.OfAccountAsync(row.UserId, Channel, string.Empty, ct);
        var decision = caller.IsSuccess
            ? (await decisions.DecideAsync(caller.Value, kind, objectId, ct))!
            : new AccessDecision([new TermAnswer(AccessTerm.Password, false, "账号已停用、到期或其记录被改动过,不能登录")]);
        return new AccessExplanationView(
            row.AccountName, row.UserName, known.Name, objectId, decision.Allowed, decision.Decided is { } no ? AccessDecision.TitleOf(no.Term) : null,
            decision.Explanation, [.. decision.Terms.Select(t => new TermView(AccessDecision.TitleOf(t.Term), t.Holds, t.Why))]);
    }
}
