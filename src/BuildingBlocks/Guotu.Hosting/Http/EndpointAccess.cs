using Microsoft.AspNetCore.Builder;

namespace Guotu.Hosting.Http;

/// <summary>
/// What an endpoint asks of its caller. Each endpoint states exactly one; the authorisation matrix walks all endpoints and fails on one without.
/// </summary>
/// <param name="Permission">Permission code; null with <see cref="AccessKind.SignedIn"/> and <see cref="AccessKind.Anyone"/>.</param>
/// <param name="Kind">Which check is made.</param>
public sealed record EndpointAccess(string? Permission, AccessKind Kind)
{
    /// <summary>Permissions any of which serves as well: for what roles that exclude each other do together.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];
}

/// <summary>Kinds of access check.</summary>
public enum AccessKind
{
    /// <summary>A granted permission.</summary>
    Permitted,

    /// <summary>Any valid session.</summary>
    SignedIn,

    /// <summary>A valid session, also one whose password must be changed or whose second factor must be bound first.</summary>
    SignedInEvenExpired,

    /// <summary>No session: signing in, verification of a certificate.</summary>
    Anyone,
}

/// <summary>
/// Marks an endpoint whose caller must have proved themselves lately (再认证): signing, and what is dangerous. How lately is the session policy's.
/// </summary>
public sealed record NeedsFreshProof;

public static class EndpointAccessExtensions
{
    /// <summary>Beside the stated access: the person must have entered the password, and the second factor where bound, within the policy's minutes.</summary>
    public static TBuilder NeedsProof<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(b => b.Metadata.Add(new NeedsFreshProof()));
        return builder;
    }

    public static TBuilder Requires<TBuilder>(this TBuilder builder, string permission)
        where TBuilder : IEndpointConventionBuilder => builder.With(new EndpointAccess(permission, AccessKind.Permitted));

    /// <summary>Any one of the permissions; a refusal names the first.</summary>
    public static TBuilder RequiresAny<TBuilder>(this TBuilder builder, string permission, params string[] alternatives)
        where TBuilder : IEndpointConventionBuilder => builder.With(new EndpointAccess(permission, AccessKind.Permitted) { Alternatives = alternatives });

    public static TBuilder RequiresSession<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.With(new EndpointAccess(null, AccessKind.SignedIn));

    public static TBuilder RequiresSessionEvenExpired<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.With(new EndpointAccess(null, AccessKind.SignedInEvenExpired));

    public static TBuilder AllowsAnyone<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.With(new EndpointAccess(null, AccessKind.Anyone));

    private static TBuilder With<TBuilder>(this TBuilder builder, EndpointAccess access)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(b => b.Metadata.Add(access));
        return builder;
    }
}
