using System.Globalization;
using System.Net.Http.Json;
using Guotu.Hosting.Http;
using Guotu.Hosting.Nodes;
using Guotu.Platform;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Guotu.Integration.Tests;

/// <summary>One method on one route that the platform maps.</summary>
/// <param name="Method">HTTP method in capitals.</param>
/// <param name="Route">Route template with its constraints, with a leading slash.</param>
internal sealed record ServedEndpoint(string Method, string Route)
{
    /// <summary>Marked as wanting a fresh proof of the person.</summary>
    public bool NeedsProof { get; init; }

    /// <summary>Whether it is given more bytes for figures, or the upload limit for a file.</summary>
    public (bool Figures, bool Upload) Takes { get; init; }

    /// <summary>Whether its description says that it takes a form with a file.</summary>
    public bool TakesMultipart { get; init; }

    /// <summary>Content types of its answers, as it states them.</summary>
    public IReadOnlyList<string> Gives { get; init; } = [];

    /// <summary>Changing methods carry the session's token.</summary>
    public bool Changes => Method is not ("GET" or "HEAD");

    public bool IsUnder(string route) => Route == route || Route.StartsWith(route + "/", StringComparison.Ordinal);

    /// <summary>An address of the route; numbers and words that name nothing on the node unless a number is given.</summary>
    public string Path(long id = 999_999_999_999)
    {
        var pattern = RoutePatternFactory.Parse(Route);
        var segments = pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => Text(p, id))));
        return "/" + string.Join('/', segments);
    }

    /// <summary>An empty body of the kind that the route takes: by any other kind it is not found.</summary>
    public HttpContent? Body() => (Changes, Route) switch
    {
        (false, _) => null,
        (true, "/api/v1/files" or "/api/v1/analysis/figures") => new MultipartFormDataContent { { new StringContent("nothing"), "nothing" } },
        _ => JsonContent.Create(new { }),
    };

    public override string ToString() => Method + " " + Route;

    private static string Text(RoutePatternPart part, long id) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => parameter.ParameterPolicies.Select(p => p.Content).FirstOrDefault() switch
        {
            "long" => id.ToString(CultureInfo.InvariantCulture),
            "int" => "1",
            null => "nothing",
            var other => throw new InvalidOperationException($"A route with the constraint {other}: say here which address fits it"),
        },
        _ => throw new InvalidOperationException($"Unknown part {part}"),
    };
}

/// <summary>The endpoints of the platform, asked of the host that serves them.</summary>
internal static class ServedEndpoints
{
    /// <summary>What the browser loads before anybody signs in, and the answer to an address that does not exist.</summary>
    private static readonly string[] PublicRoutes = ["/api/{**rest}", "/{**path}"];

    public static async Task<IReadOnlyList<ServedEndpoint>> ReadAsync(string home)
    {
        await using var app = PlatformHost.Build(NodeSettings.Load(home), PlatformHost.DefaultPort);
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().ToList();
        var open = endpoints.Where(e => e.Metadata.GetMetadata<PublicAsset>() is not null).Select(Route).Except(PublicRoutes, StringComparer.Ordinal);
        Assert.True(!open.Any(), "Endpoints that the access check does not look at: " + string.Join(", ", open));
        return endpoints.Where(e => e.Metadata.GetMetadata<PublicAsset>() is null).SelectMany(OfMethods).ToList();
    }

    private static IEnumerable<ServedEndpoint> OfMethods(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        Assert.True(methods.Count > 0, $"{Route(endpoint)} answers every method");
        var gives = endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().SelectMany(p => p.ContentTypes).Distinct(StringComparer.Ordinal).ToList();
        return methods.Select(m => new ServedEndpoint(m, Route(endpoint))
        {
            NeedsProof = endpoint.Metadata.GetMetadata<NeedsFreshProof>() is not null,
            Gives = gives,
            Takes = (endpoint.Metadata.GetMetadata<TakesFigures>() is not null, endpoint.Metadata.GetMetadata<TakesUpload>() is not null),
            TakesMultipart = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("multipart/form-data") == true,
        });
    }

    private static string Route(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');
}
