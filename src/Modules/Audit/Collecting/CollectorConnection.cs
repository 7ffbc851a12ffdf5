using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Guotu.Audit.Collecting;

/// <summary>An open way to the log server.</summary>
internal sealed class CollectorConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Socket _socket;
    private readonly Stream? _stream;

    private CollectorConnection(Socket socket, Stream? stream) => (_socket, _stream) = (socket, stream);

    /// <exception cref="IOException">The server is away, or is not who it should be.</exception>
    public static async Task<CollectorConnection> OpenAsync(CollectorAddress address, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        var isUdp = address.Transport == CollectorTransport.Udp;
        var socket = isUdp ? new Socket(SocketType.Dgram, ProtocolType.Udp) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, limit.Token);
            return new CollectorConnection(socket, isUdp ? null : await StreamAsync(socket, address, limit.Token));
        }
        catch (Exception fault) when (fault is SocketException or System.Security.Authentication.AuthenticationException or CryptographicException or UnauthorizedAccessException || IsTooLate(fault, ct))
        {
            socket.Dispose();
            throw new IOException($"{address}: {fault.Message}", fault);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">It did not get away.</exception>
    public async Task SendAsync(byte[] message, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            if (_stream is null)
            {
                await _socket.SendAsync(message, SocketFlags.None, limit.Token);
                return;
            }

            await _stream.WriteAsync(SyslogFrame.Counted(message), limit.Token);
            await _stream.FlushAsync(limit.Token);
        }
        catch (Exception fault) when (fault is SocketException || IsTooLate(fault, ct))
        {
            throw new IOException(fault.Message, fault);
        }
    }

    /// <summary>A log server says nothing on this way; what can be read is the end of the connection.</summary>
    public bool IsClosedByServer() => _stream is not null && _socket.Poll(0, SelectMode.SelectRead) && _socket.Available == 0;

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null)
        {
            await _stream.DisposeAsync();
        }

        _socket.Dispose();
    }

    private static bool IsTooLate(Exception fault, CancellationToken ct) => fault is OperationCanceledException && !ct.IsCancellationRequested;

    private static async Task<Stream> StreamAsync(Socket socket, CollectorAddress address, CancellationToken ct)
    {
        var plain = new NetworkStream(socket, ownsSocket: true);
        if (address.Transport == CollectorTransport.Tcp)
        {
            return plain;
        }

        var stream = new SslStream(plain);
        try
        {
            var options = new SslClientAuthenticationOptions { TargetHost = address.Host };
            if (address.AuthorityFile.Length > 0)
            {
                options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
                options.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(address.AuthorityFile);
            }

            await stream.AuthenticateAsClientAsync(options, ct);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }
}
