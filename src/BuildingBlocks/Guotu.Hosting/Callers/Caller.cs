using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Kernel.Labels;

namespace Guotu.Hosting.Callers;

/// <summary>The person behind a request (当前用户), resolved anew for each request from the session's row.</summary>
public sealed record Caller
{
    public required long UserId { get; init; }

    public required string Account { get; init; }

    public required string Name { get; init; }

    public required long OrganisationId { get; init; }

    public required string OrganisationName { get; init; }

    /// <summary>12-digit region code of the organisation.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Posts held (岗位), such as <c>window-clerk</c>.</summary>
    public required IReadOnlySet<string> Posts { get; init; }

    public required IReadOnlySet<string> Permissions { get; init; }

    /// <summary>Roles held by a valid grant (角色); the published layers are granted by them.</summary>
    public IReadOnlySet<string> Roles { get; init; } = new HashSet<string>();

    /// <summary>The person's label (人员标记); a token has its holder's, never more.</summary>
    public SecurityLabel Clearance { get; init; } = SecurityLabel.Lowest;

    /// <summary>Rows the person may read, <see cref="Clearance"/> included.</summary>
    public required DataScope Scope { get; init; }

    /// <summary><c>web</c>, <c>cli</c>, or <c>token</c> for a desktop program.</summary>
    public required string Channel { get; init; }

    public required string Address { get; init; }

    /// <summary>Token that every changing request must repeat; empty on the command line.</summary>
    public string CsrfToken { get; init; } = string.Empty;

    public bool MustChangePassword { get; init; }

    /// <summary>A role asks for a second factor and none is bound yet.</summary>
    public bool MustBindSecondFactor { get; init; }

    /// <summary>The person proved themselves in this session not longer ago than the session policy says (再认证). Never of a token.</summary>
    public bool RecentlyProved { get; init; }

    /// <summary>Rights by delegation; they are in <see cref="Permissions"/>, <see cref="Posts"/> and <see cref="Roles"/> too.</summary>
    public IReadOnlyList<DelegatedRight> Delegated { get; init; } = [];

    /// <summary>Name of the colleague for whom this request acts; null where it acts by own rights.</summary>
    public string? ActingFor { get; init; }

    public Actor Actor => new(UserId, Account, NameOnBehalf.Of(Name, ActingFor), OrganisationId, Channel, Address);

    public bool May(string permission) => Permissions.Contains(permission);

    /// <summary>The same person as who uses a permission: where it was lent, the name says by whom.</summary>
    public Caller Using(string permission) => ForWhom(d => d.Permissions.Contains(permission));

    /// <summary>The same person as who acts in a post: where it was lent, the name says by whom.</summary>
    public Caller UsingPost(string post) => ForWhom(d => d.Posts.Contains(post));

    private Caller ForWhom(Func<DelegatedRight, bool> gives) =>
        Delegated.FirstOrDefault(gives) is { } right ? this with { ActingFor = right.FromName } : this;
}
