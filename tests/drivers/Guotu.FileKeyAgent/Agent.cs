using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Guotu.FileKeyAgent;

/// <summary>The agent of <c>docs/formats/ukey-agent.md</c> over keys in files. What it was asked stays in <see cref="Asked"/> for tests.</summary>
public sealed class Agent : IAsyncDisposable
{
    private const int MostBody = 4096;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpListener _listener = new();
    private readonly string _host;
    private readonly Task _serving;

    private Agent(int port, IReadOnlyList<string> origins)
    {
        (_host, Origins) = (string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), origins);
        _listener.Prefixes.Add($"http://{_host}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Pages that may ask.</summary>
    public IReadOnlyList<string> Origins { get; }

    /// <summary>What is plugged in.</summary>
    public List<FileKey> Keys { get; } = [];

    /// <summary>A code that every signature is refused with, such as <c>pin-cancelled</c>; null where it signs.</summary>
    public string? Refuses { get; set; }

    /// <summary>Statements that were signed.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>A signature that is given out in the place of the right one.</summary>
    public string? Replayed { get; set; }

    public string? LastSignature { get; private set; }

    public static Agent Start(int port, params string[] origins) => new(port, origins);

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers["Cache-Control"] = "no-store";
        response.Headers["Vary"] = "Origin";
        var origin = request.Headers["Origin"];
        if (origin is null || !Origins.Contains(origin, StringComparer.Ordinal) || request.UserHostName != _host)
        {
            Send(response, 403, Fault("origin-refused"));
            return;
        }

        response.Headers["Access-Control-Allow-Origin"] = origin;
        switch (request.HttpMethod, request.Url!.AbsolutePath)
        {
            case ("OPTIONS", _):
                Preflight(request, response);
                break;
            case ("GET", "/v1/agent"):
                Send(response, 200, new { agent = "guotu-ukey-agent", version = 1, vendor = "文件密钥(测试用)" });
                break;
            case ("GET", "/v1/certificates"):
                Send(response, 200, new { certificates = Keys.Select(View) });
                break;
            case ("POST", "/v1/sign"):
                await SignAsync(request, response, origin);
                break;
            default:
                Send(response, 404, Fault("not-found"));
                break;
        }
    }

    private static void Preflight(HttpListenerRequest request, HttpListenerResponse response)
    {
        response.Headers["Access-Control-Allow-Methods"] = "GET, POST";
        response.Headers["Access-Control-Allow-Headers"] = "content-type";
        response.Headers["Access-Control-Max-Age"] = "600";
        if (request.Headers["Access-Control-Request-Private-Network"] == "true")
        {
            response.Headers["Access-Control-Allow-Private-Network"] = "true";
        }

        response.StatusCode = 204;
        response.Close();
    }

    private async Task SignAsync(HttpListenerRequest request, HttpListenerResponse response, string origin)
    {
        var statement = await ReadAsync(request);
        if (statement is not { IsWellFormed: true })
        {
            Send(response, 400, Fault("bad-request"));
            return;
        }

        if (Keys.Find(k => k.Certificate.Digest == statement.Certificate) is not { } key)
        {
            Send(response, 404, Fault("no-certificate"));
            return;
        }

        if (Refuses is { } code)
        {
            Send(response, 409, Fault(code));
            return;
        }

        var text = statement.TextFor(origin);
        Asked.Add(text);
        LastSignature = key.Sign(text);
        Send(response, 200, new { signature = Replayed ?? LastSignature });
    }

    private static async Task<Statement?> ReadAsync(HttpListenerRequest request)
    {
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true || request.ContentLength64 is < 2 or > MostBody)
        {
            return null;
        }

        try
        {
            return await JsonSerializer.DeserializeAsync<Statement>(request.InputStream, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static object View(FileKey key) => new
    {
        id = key.Certificate.Digest,
        certificate = Convert.ToBase64String(key.Certificate.Der.Span),
        subject = key.Certificate.Subject,
        issuer = key.Certificate.Issuer,
        serial = key.Certificate.SerialNumber,
        validUntil = key.Certificate.ValidUntil.ToString(),
        device = "文件密钥",
    };

    private static object Fault(string code) => new { error = new { code, message = code } };

    private static void Send(HttpListenerResponse response, int status, object body)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, Json);
        (response.StatusCode, response.ContentType, response.ContentLength64) = (status, "application/json; charset=utf-8", bytes.Length);
        response.OutputStream.Write(bytes);
        response.Close();
    }
}
