using Guotu.Hosting.Callers;

namespace Guotu.Hosting.Decisions;

/// <summary>
/// Why a caller can or cannot reach an object (访问判定与说明). The answers come from the very rules that the readings use: the permission of the access
/// check, <see cref="Database.Scope.DataScope"/> of the scope predicate, the layers' one check. What a person is told of a refusal is not this: hidden
/// objects are told like such that do not exist.
/// </summary>
public interface IAccessDecisions
{
    /// <summary>Kinds of object that are known, by code and Chinese name.</summary>
    IReadOnlyList<ObjectKind> Kinds { get; }

    /// <summary>Null where the kind is not known.</summary>
    Task<AccessDecision?> DecideAsync(Caller caller, string kind, string objectId, CancellationToken ct);
}

/// <summary>A kind of object.</summary>
/// <param name="Code">As audit records name it, such as <c>case</c>.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Hint">How an object of it is named.</param>
public sealed record ObjectKind(string Code, string Name, string Hint);

/// <summary>Implemented by modules for the objects they keep.</summary>
public interface IObjectTerms
{
    ObjectKind Kind { get; }

    /// <summary>Permission that reading such an object needs.</summary>
    string Permission { get; }

    /// <summary>The object's own terms, in the order they are asked; none where there is no such object.</summary>
    Task<IReadOnlyList<TermAnswer>> JudgeAsync(Caller caller, string objectId, CancellationToken ct);
}
