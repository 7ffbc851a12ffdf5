using Guotu.Hosting.Http;
using Guotu.Kernel.Results;
using Guotu.Platform.Security;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Net.Http.Headers;

namespace Guotu.Platform.Pages;

/// <summary>
/// Why no endpoint took a request. Routing passes over an endpoint that takes another kind of content as if it were not there; the caller is
/// told of the kind, not that the address does not exist.
/// </summary>
internal static class UnservedRequest
{
    public static Error ErrorOf(HttpRequest request, EndpointDataSource served)
    {
        var taken = served.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<EndpointAccess>() is not null && Serves(e, request))
            .Select(e => e.Metadata.GetMetadata<IAcceptsMetadata>())
            .FirstOrDefault(a => a is not null);
        var given = MediaTypeHeaderValue.TryParse(request.ContentType, out var kind) ? kind.MediaType.ToString() : null;
        return taken is null || (given is not null && taken.ContentTypes.Contains(given, StringComparer.OrdinalIgnoreCase))
            ? new Error(PlatformErrors.NoSuchAddress)
            : new Error(PlatformErrors.ContentKindNotTaken, ("takes", string.Join("、", taken.ContentTypes)), ("given", given ?? "没有写明种类的内容"));
    }

    private static bool Serves(RouteEndpoint endpoint, HttpRequest request) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(request.Method) == true
        && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(request.Path, []);
}
