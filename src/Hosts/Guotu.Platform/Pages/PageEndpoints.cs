using System.Globalization;
using Guotu.Hosting.Http;
using Guotu.Hosting.Nodes;
using Microsoft.Extensions.FileProviders;

namespace Guotu.Platform.Pages;

/// <summary>The pages (built from <c>src/web</c> into <c>wwwroot</c>) and the health answer.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        app.Map("/api/{**rest}", (HttpContext http, EndpointDataSource served) => ProblemAnswer.Of(UnservedRequest.ErrorOf(http.Request, served))).WithMetadata(new PublicAsset()).ExcludeFromDescription();
        if (!Directory.Exists(folder))
        {
            return;
        }

        var files = new PhysicalFileProvider(folder);
        app.MapFallback("{**path}", (HttpContext http) => Serve(http, files)).WithMetadata(new PublicAsset());
    }

    public static void MapHealth(this WebApplication app) =>
        app.MapGet("/health", (NodeSettings node) => Results.Ok(new { state = "up", county = node.County.Code }))
            .AllowsAnyone()
            .ExcludeFromDescription();

    /// <summary>Files by name; every other path is a page of the one-page application.</summary>
    private static IResult Serve(HttpContext http, PhysicalFileProvider files)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        }

        var asked = files.GetFileInfo(http.Request.Path.Value ?? "/");
        var isAsset = asked is { Exists: true, IsDirectory: false };
        if (!isAsset && Path.HasExtension(http.Request.Path.Value))
        {
            return Results.NotFound();
        }

        var file = isAsset ? asked : files.GetFileInfo("/index.html");
        var hashed = isAsset && http.Request.Path.StartsWithSegments("/assets");
        http.Response.Headers.CacheControl = hashed
            ? string.Create(CultureInfo.InvariantCulture, $"public, max-age={365 * 24 * 3600}, immutable")
            : "no-cache";
        return Results.File(file.PhysicalPath!, MediaTypeOf(file.Name), lastModified: file.LastModified);
    }

    private static string MediaTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" or ".map" => "application/json",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
}
