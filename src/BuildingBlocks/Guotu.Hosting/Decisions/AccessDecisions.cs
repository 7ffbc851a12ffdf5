using Guotu.Hosting.Callers;
using Guotu.Hosting.Modules;

namespace Guotu.Hosting.Decisions;

/// <summary>Asks the caller's standing, the permission and the object's own terms, in this order.</summary>
public sealed class AccessDecisions(IEnumerable<IObjectTerms> objects, PermissionCatalogue permissions) : IAccessDecisions
{
    private readonly Dictionary<string, IObjectTerms> _objects = objects.ToDictionary(o => o.Kind.Code, StringComparer.Ordinal);

    public IReadOnlyList<ObjectKind> Kinds => [.. _objects.Values.Select(o => o.Kind)];

    public async Task<AccessDecision?> DecideAsync(Caller caller, string kind, string objectId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!_objects.TryGetValue(kind, out var terms))
        {
            return null;
        }

        var own = await terms.JudgeAsync(caller, objectId, ct);
        return new AccessDecision(
        [
            .. Standing(caller),
            new TermAnswer(
                AccessTerm.UseCase,
                caller.May(terms.Permission),
                caller.May(terms.Permission) ? $"角色含有“{permissions.TitleOf(terms.Permission)}”" : $"没有一个有效角色含有“{permissions.TitleOf(terms.Permission)}”"),
            .. own.Count == 0 ? [new TermAnswer(AccessTerm.Existence, false, $"没有这个{terms.Kind.Name}")] : own,
        ]);
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
