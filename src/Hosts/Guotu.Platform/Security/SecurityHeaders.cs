using Guotu.Hosting.Nodes;

namespace Guotu.Platform.Security;

/// <summary>Headers on every answer: a strict content policy without inline script or foreign host, no framing, no sniffing, no caching of API answers.</summary>
public sealed class SecurityHeaders(RequestDelegate next, NodeSettings node)
{
    /// <summary>Styles may be inline: Vue and OpenLayers set style attributes. Scripts may not.</summary>
    private readonly string _contentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
        + $"connect-src 'self'{AgentOf(node)}; worker-src 'self' blob:; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Set as the answer starts, so that an answer that was begun anew after a fault has them too.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Response.OnStarting(Set, http);
        return next(http);
    }

    /// <summary>The UKey agent of the desk, and only where certificates are in use.</summary>
    private static string AgentOf(NodeSettings node) => node.CertificateLogin is { } settings ? " " + settings.AgentAddress : string.Empty;

    private Task Set(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = _contentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (http.Request.Path.StartsWithSegments("/api") && headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
