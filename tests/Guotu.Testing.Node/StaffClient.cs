using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guotu.Crypto;

namespace Guotu.Testing.Node;

/// <summary>A member of staff at the API, as the pages use it: SM2 login, session cookie, CSRF token, request ids.</summary>
public sealed class StaffClient : IDisposable
{
    private const string ProofWanted = "ACC-0007";
    private const string ImageCodeWanted = "SEC-0023";

    /// <summary>Accounts whose first password was changed already: trying it first would be a wrong login.</summary>
    private static readonly ConcurrentDictionary<(Uri Address, string Account), bool> HaveChanged = new();

    private readonly HttpClient _http;
    private readonly CookieContainer _cookies = new();
    private string _csrf = string.Empty;
    private string _password = string.Empty;

    private StaffClient(Uri address, string account)
    {
        Account = account;
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, UseCookies = true })
        {
            BaseAddress = new Uri(address, "api/v1/"),
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    public string Account { get; }

    /// <summary>The session's cookie as other programs send it.</summary>
    public string Cookie => _cookies.GetCookieHeader(_http.BaseAddress!);

    public JsonElement Session { get; private set; }

    /// <summary>Logs in and, where the first password must be changed, changes it to <paramref name="password"/> followed by <c>#Aa1</c>.</summary>
    public static async Task<StaffClient> SignInAsync(Uri address, string account, string password)
    {
        var client = new StaffClient(address, account);
        string[] both = HaveChanged.ContainsKey((address, account)) ? [Changed(password), password] : [password, Changed(password)];
        client._password = both[0];
        var signedIn = await client.TrySignInAsync(both[0]);
        if (signedIn.StatusCode == HttpStatusCode.Unauthorized)
        {
            client._password = both[1];
            signedIn = await client.TrySignInAsync(both[1]);
        }

        await client.TakeSessionAsync(signedIn);
        if (client.Session.GetProperty("user").GetProperty("mustChangePassword").GetBoolean())
        {
            var cipher = await client.SealAsync(nonce => new { nonce, oldPassword = password, newPassword = Changed(password) });
            await client.TakeSessionAsync(await client.SendAsync(HttpMethod.Post, "session/password", JsonContent.Create(new { cipher })));
            client._password = Changed(password);
        }

        HaveChanged[(address, account)] = true;
        return client;
    }

    /// <summary>Somebody who has not signed in.</summary>
    public static StaffClient WithoutSession(Uri address, string account = "") => new(address, account);

    public static string Changed(string password) => password + "#Aa1";

    public static async Task<HttpResponseMessage> AttemptAsync(Uri address, string account, string password)
    {
        using var client = new StaffClient(address, account);
        return await client.TrySignInAsync(password);
    }

    /// <summary>A login of the client's account; its answer is not taken in.</summary>
    public async Task<HttpResponseMessage> TrySignInAsync(string password)
    {
        var cipher = await SealAsync(nonce => new { nonce, password });
        var answer = await SendAsync(HttpMethod.Post, "session", JsonContent.Create(new { account = Account, cipher }));
        return (await answer.Content.ReadAsStringAsync()).Contains(ImageCodeWanted, StringComparison.Ordinal) ? await TryWithWordsAsync(password) : answer;
    }

    /// <summary>A login with its challenge, to be sent when wanted; its answer is not taken in.</summary>
    public async Task<Func<Task<HttpResponseMessage>>> PreparedSignInAsync(string account, string password)
    {
        var cipher = await SealAsync(nonce => new { nonce, password });
        return () => SendOnceAsync(HttpMethod.Post, "session", JsonContent.Create(new { account, cipher }));
    }

    /// <summary>As a gateway on the node's own machine passes this client's requests on.</summary>
    public void ComeThroughGateway(string forwardedFor)
    {
        _http.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        _http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
    }

    /// <summary>Puts a cookie into the browser, as another site or a prepared link tries to.</summary>
    public void Plant(string cookie) => _cookies.SetCookies(_http.BaseAddress!, cookie + "; path=/");

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(response);
    }

    public Task<HttpResponseMessage> GetRawAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>Asks as a browser that has kept an answer with this mark.</summary>
    public async Task<HttpResponseMessage> GetIfChangedAsync(string path, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.IfNoneMatch.ParseAdd(tag);
        return await _http.SendAsync(request);
    }

    public Task<JsonElement> PostAsync(string path, object body) => PostAsync(path, body, NewRequestId());

    /// <summary>Posts with a given request id, so that a caller can repeat the very same command after a kill.</summary>
    public async Task<JsonElement> PostAsync(string path, object body, string requestId)
    {
        using var response = await SendAsync(HttpMethod.Post, path, JsonContent.Create(body), requestId);
        return await ReadAsync(response);
    }

    public Task<HttpResponseMessage> PostRawAsync(string path, object body) => SendAsync(HttpMethod.Post, path, JsonContent.Create(body));

    /// <summary>Where the platform asks for the password again, it is given, as the page's dialog does, and the request goes out once more.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, string? requestId = null)
    {
        var text = content is JsonContent ? await content.ReadAsStringAsync() : null;
        var id = requestId ?? NewRequestId();
        var answer = await SendOnceAsync(method, path, content, id);
        if (text is null || answer.StatusCode != HttpStatusCode.Forbidden || !(await answer.Content.ReadAsStringAsync()).Contains(ProofWanted, StringComparison.Ordinal))
        {
            return answer;
        }

        answer.Dispose();
        (await ProveAsync()).Dispose();
        return await SendOnceAsync(method, path, new StringContent(text, Encoding.UTF8, "application/json"), id);
    }

    /// <summary>Proves the person of the session again by the password.</summary>
    public async Task<HttpResponseMessage> ProveAsync()
    {
        var cipher = await SealAsync(nonce => new { nonce, password = _password });
        return await SendOnceAsync(HttpMethod.Post, "session/proof", JsonContent.Create(new { cipher }));
    }

    /// <summary>As <see cref="SendAsync"/>, without giving the password where it is asked for again.</summary>
    public async Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, string path, HttpContent? content, string? requestId = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Add("X-CSRF-Token", _csrf);
        request.Headers.Add("X-Request-Id", requestId ?? NewRequestId());
        return await _http.SendAsync(request);
    }

    /// <summary>Posts and hangs up after a while, as a browser does when its page is left; whether the answer had come before.</summary>
    public async Task<bool> PostAndHangUpAsync(string path, object body, TimeSpan after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-CSRF-Token", _csrf);
        request.Headers.Add("X-Request-Id", NewRequestId());
        using var gone = new CancellationTokenSource(after);
        try
        {
            using var answer = await _http.SendAsync(request, gone.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>A request with the session's cookie but without its token, as another site would make it.</summary>
    public async Task<HttpResponseMessage> SendWithoutTokenAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Add("X-Request-Id", NewRequestId());
        return await _http.SendAsync(request);
    }

    /// <summary>Uploads a file and answers its digest.</summary>
    public async Task<string> UploadAsync(string path, string? name = null)
    {
        using var response = await UploadRawAsync(await File.ReadAllBytesAsync(path), name ?? Path.GetFileName(path));
        return (await ReadAsync(response)).GetProperty("digest").GetString()!;
    }

    public async Task<HttpResponseMessage> UploadRawAsync(byte[] content, string name)
    {
        using var form = new MultipartFormDataContent();
        using var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        // As browsers write it: the quotation mark and line ends escaped, everything else as it is.
        var written = name.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{written}\"");
        form.Add(part);
        return await SendAsync(HttpMethod.Post, "files", form);
    }

    public static string NewRequestId() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16)).ToLowerInvariant();

    public void Dispose() => _http.Dispose();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new RefusedException((int)response.StatusCode, text);
        }

        var answer = text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        ApiContract.MustDescribe(response, answer);
        return answer;
    }

    /// <summary>After wrong logins, by the question in words instead of the picture.</summary>
    private async Task<HttpResponseMessage> TryWithWordsAsync(string password)
    {
        var challenge = await GetAsync("session/challenge");
        var asked = await GetAsync($"session/image-code?kind=words&nonce={challenge.GetProperty("nonce").GetString()}");
        var (imageTicket, imageAnswer) = (asked.GetProperty("ticket").GetString(), WordsQuestion.Answer(asked.GetProperty("question").GetString()!));
        var cipher = Seal(challenge, nonce => new { nonce, password, imageTicket, imageAnswer });
        return await SendAsync(HttpMethod.Post, "session", JsonContent.Create(new { account = Account, cipher }));
    }

    private async Task<string> SealAsync(Func<string, object> body)
    {
        return Seal(await GetAsync("session/challenge"), body);
    }

    private static string Seal(JsonElement challenge, Func<string, object> body)
    {
        var key = Sm2PublicKey.FromPoint(Convert.FromHexString(challenge.GetProperty("publicKey").GetString()!)).Value;
        var text = JsonSerializer.Serialize(body(challenge.GetProperty("nonce").GetString()!));
        return Convert.ToHexString(Sm2.Encrypt(key, Encoding.UTF8.GetBytes(text)).ToRawWithoutPrefix()).ToLowerInvariant();
    }

    private async Task TakeSessionAsync(HttpResponseMessage response)
    {
        Session = await ReadAsync(response);
        _csrf = Session.GetProperty("csrfToken").GetString()!;
        response.Dispose();
    }
}

/// <summary>The API refused; the problem document is kept.</summary>
public sealed class RefusedException(int status, string body) : Exception($"{status}: {body}")
{
    public int Status => status;

    public string Code => JsonNode.Parse(body)?["code"]?.GetValue<string>() ?? string.Empty;

    /// <summary>What staff read.</summary>
    public string Detail => JsonNode.Parse(body)?["detail"]?.GetValue<string>() ?? string.Empty;
}
