using Guotu.Hosting.Callers;
using Guotu.Hosting.Modules;

namespace Guotu.Hosting.Decisions;

/// <summary>Asks the caller's standing, the permission and the object's own terms, in this order.</summary>
public sealed class AccessDecisions(IEnumerable<IObjectTerms> objects, PermissionCatalogue permissions) : IAccessDecisions
{
    private readonly Dictionary<string, IObjectTerms> _objects = objects.ToDictionary(o => o.Kind.Code, StringComparer.Ordinal);

    private static readonly ObjectKind UseCase = new("use-case", "功能", "功能代码");

    public IReadOnlyList<ObjectKind> Kinds => [UseCase, .. _objects.Values.Select(o => o.Kind)];

    public async Task<AccessDecision?> DecideAsync(Caller caller, string kind, string objectId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (kind == UseCase.Code)
        {
            return new AccessDecision([.. Standing(caller), permissions.Knows(objectId) ? Used(caller, objectId) : new TermAnswer(AccessTerm.Existence, false, "没有这个功能")]);
        }

        if (!_objects.TryGetValue(kind, out var terms))
        {
            return null;
        }

        var own = await terms.JudgeAsync(caller, objectId, ct);
        return new AccessDecision(
        [
            .. Standing(caller),
            Used(caller, terms.Permission),
            .. own.Count == 0 ? [new TermAnswer(AccessTerm.Existence, false, $"没有这个{terms.Kind.Name}")] : own,
        ]);
    }

    private TermAnswer Used(Caller caller, string permission)
    {
        var title = permissions.TitleOf(permission);
        var lender = caller.Delegated.FirstOrDefault(d => d.Permissions.Contains(permission))?.FromName;
        var why = !caller.May(permission) ? $"没有一个有效角色含有“{title}”"
            : lender is null ? $"角色含有“{title}”"
            : $"由{lender}委托的角色含有“{title}”";
        return new TermAnswer(AccessTerm.UseCase, caller.May(permission), why);
    }

    private static IEnumerable<TermAnswer> Standing(Caller caller)
    {
        if (caller.MustChangePassword)
        {
            yield return new TermAnswer(AccessTerm.Password, false, "口令是初始的或已过期,先要修改");
        }

        if (caller.MustBindSecondFactor)
        {
            yield return new TermAnswer(AccessTerm.SecondFactor, false, "角色须有第二因素,还没有绑定");
        }
    }
}
