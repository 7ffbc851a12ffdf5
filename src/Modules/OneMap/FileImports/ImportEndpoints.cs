using System.Globalization;
using Guotu.Hosting.Http;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.OneMap.FileImports;

/// <summary>HTTP of the imports from the page; the file itself comes in by the upload of all files.</summary>
internal static class ImportEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var imports = endpoints.MapGroup("/api/v1/imports").WithTags("图层入库");
        imports.MapGet("/options", (HttpContext http, ImportReading reading) => Results.Ok(reading.Options(http.Caller())))
            .Requires(OneMapModule.ImportPermission).Produces<ImportOptionsView>();
        imports.MapGet(string.Empty, async (HttpContext http, ImportReading reading, CancellationToken ct) => Results.Ok(await reading.ListAsync(http.Caller(), ct)))
            .Requires(OneMapModule.ImportPermission).Produces<IReadOnlyList<ImportItemView>>();
        imports.MapPost(string.Empty, OpenAsync).Requires(OneMapModule.ImportPermission).Produces<ImportView>();
        imports.MapGet("/{id:long}", async (HttpContext http, long id, ImportReading reading, CancellationToken ct) => (await reading.FindAsync(http.Caller(), id, ct)).ToHttp())
            .Requires(OneMapModule.ImportPermission).Produces<ImportView>();
        imports.MapGet("/{id:long}/refusals", RefusalSheet.AnswerAsync)
            .Requires(OneMapModule.ImportPermission).Produces(StatusCodes.Status200OK, contentType: "text/csv");
        imports.MapPost("/{id:long}/inspect", async (HttpContext http, long id, ImportChoicesBody body, ImportCommands commands, CancellationToken ct) =>
                (await commands.InspectAsync(http.Command(ImportCommands.InspectKind, "import", Text(id)), http.Caller(), (id, body), ct)).ToHttp())
            .Requires(OneMapModule.ImportPermission).Produces<ImportView>();
        imports.MapPost("/{id:long}/start", StartAsync).Requires(OneMapModule.ImportPermission).Produces<ImportView>();
        imports.MapPost("/{id:long}/cancel", async (HttpContext http, long id, ImportCommands commands, CancellationToken ct) =>
                (await commands.CancelAsync(http.Command(ImportCommands.CancelKind, "import", Text(id)), http.Caller(), id, ct)).ToHttp())
            .Requires(OneMapModule.ImportPermission).Produces<ImportView>();
    }

    private static async Task<IResult> OpenAsync(HttpContext http, ImportOpenBody body, ImportCommands commands, CancellationToken ct) =>
        (await commands.OpenAsync(http.Command(ImportCommands.OpenKind, "layer", body.Layer ?? string.Empty), http.Caller(), body, ct)).ToHttp();

    private static async Task<IResult> StartAsync(HttpContext http, long id, ImportStartBody body, ImportCommands commands, CancellationToken ct) => body.Choices is null
        ? ProblemAnswer.Of(new Error(KernelErrors.FieldInvalid, ("field", "choices"), ("reason", "没有写")) { Field = "choices" })
        : (await commands.StartAsync(http.Command(ImportCommands.StartKind, "import", Text(id)), http.Caller(), (id, body), ct)).ToHttp();

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
