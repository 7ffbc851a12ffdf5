using System.Text;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Guotu.Hosting.Http;

/// <summary>
/// The one place where request bodies are bounded (请求体限额): by size for every kind, by <see cref="JsonMustBeBounded"/> for JSON. Only an endpoint that
/// says that it takes a file is given the upload limit; whoever is not signed in sends 64 KiB at most, whatever the kind. A JSON body is read as
/// <see cref="BodyBuffer"/> has it.
/// </summary>
public sealed class BodyLimits(RequestDelegate next, NodeSettings node)
{
    /// <summary>Bytes of a body from anyone.</summary>
    public const int OfAnyone = 64 << 10;

    /// <summary>Bytes of a body from a person.</summary>
    public const int Usual = 4 << 20;

    /// <summary>Bytes of a body with figures in it.</summary>
    public const int OfFigures = 16 << 20;

    public async Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (http.GetEndpoint() is not { } endpoint || http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            await next(http);
            return;
        }

        var limit = LimitOf(endpoint);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit;
        }

        if (http.Request.ContentLength > limit)
        {
            await ProblemAnswer.WriteAsync(http, LimitErrors.TooLarge(http.Request.ContentLength.Value, limit));
            return;
        }

        // In another encoding the counting would read nothing, and the reader of the body everything.
        if (http.Request.HasJsonContentType() && http.Request.GetTypedHeaders().ContentType?.Encoding is { } encoding && encoding.CodePage != Encoding.UTF8.CodePage)
        {
            await ProblemAnswer.WriteAsync(http, new Error(LimitErrors.EncodingNotTaken, ("encoding", encoding.WebName)));
            return;
        }

        await (http.Request.HasJsonContentType() ? WithJsonAsync(http, endpoint, (int)limit) : next(http));
    }

    private long LimitOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<EndpointAccess>() is not { Kind: not AccessKind.Anyone } ? OfAnyone
        : endpoint.Metadata.GetMetadata<TakesUpload>() is not null ? ((long)node.UploadLimitMiB << 20) + (1 << 20)
        : endpoint.Metadata.GetMetadata<TakesFigures>() is not null ? OfFigures
        : Usual;

    private async Task WithJsonAsync(HttpContext http, Endpoint endpoint, int limit)
    {
        using var body = new BodyBuffer();
        await body.FillAsync(http.Request.Body, limit, http.RequestAborted);
        var bounds = endpoint.Metadata.GetMetadata<TakesFigures>() is null ? JsonMustBeBounded.Usual : JsonMustBeBounded.OfFigures;
        var refused = body.Length > limit ? LimitErrors.TooLarge(body.Length, limit) : bounds.Check(WithoutMark(body.Span));
        if (refused is not null)
        {
            await ProblemAnswer.WriteAsync(http, refused);
            return;
        }

        var sent = http.Request.Body;

        // Closed before the buffer goes to another request: whoever kept the stream reads nothing.
        await using var counted = body.ToStream();
        http.Request.Body = counted;
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Body = sent;
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body) => body.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
}

/// <summary>Marks an endpoint that takes a file: its body may be as large as an upload.</summary>
public sealed record TakesUpload;

/// <summary>Marks an endpoint whose body may hold figures by their vertices, or a file of some megabytes in Base64.</summary>
public sealed record TakesFigures;

public static class BodyLimitExtensions
{
    /// <summary>The body is a form with a file: up to the node's upload limit.</summary>
    public static TBuilder TakesAnUpload<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(b => b.Metadata.Add(new TakesUpload()));
        return builder;
    }

    /// <summary>The body may hold figures: more bytes, longer arrays.</summary>
    public static TBuilder TakesFiguresInJson<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(b => b.Metadata.Add(new TakesFigures()));
        return builder;
    }
}
