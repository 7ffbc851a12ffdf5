using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace Guotu.Hosting.Http;

/// <summary>RFC 9457 answers with the registered code, the Chinese text and the way out.</summary>
public static class ProblemAnswer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static IResult Of(Error error) => new ProblemResult(error);

    /// <summary>Whether a handler's answer is a refusal made here.</summary>
    public static bool IsProblem(object? answer) => answer is ProblemResult;

    /// <summary>The refusal that a handler's answer is; null where it is none.</summary>
    public static Error? RefusalIn(object? answer) => (answer as ProblemResult)?.Error;

    public static Task WriteAsync(HttpContext http, Error error)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(error);
        var entry = ErrorRegistry.Shared.Entry(error.Code);
        http.Response.StatusCode = entry.Http;
        http.Response.ContentType = "application/problem+json; charset=utf-8";
        var body = new ProblemBody(
            "https://guotu.invalid/errors/" + error.Code,
            error.Text,
            entry.Http,
            error.Code.Value,
            error.Text,
            entry.WayOut,
            error.Line,
            error.Ring,
            error.Field,
            Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier,
            error.Choices.Count == 0 ? null : error.Choices,
            error.Others.Count == 0 ? null : error.Others.Select(Item).ToList());
        return http.Response.WriteAsync(JsonSerializer.Serialize(body, Json), http.RequestAborted);
    }

    private static ProblemItem Item(Error error) =>
        new(error.Code.Value, error.Text, ErrorRegistry.Shared.Entry(error.Code).WayOut, error.Line, error.Ring, error.Field);

    private sealed class ProblemResult(Error error) : IResult
    {
        public Error Error => error;

        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, error);
    }

    private sealed record ProblemBody(
        string Type, string Title, int Status, string Code, string Detail, string WayOut, int? Line, int? Ring, string? Field, string TraceId, IReadOnlyList<string>? Choices, IReadOnlyList<ProblemItem>? Errors);

    private sealed record ProblemItem(string Code, string Detail, string WayOut, int? Line, int? Ring, string? Field);
}
