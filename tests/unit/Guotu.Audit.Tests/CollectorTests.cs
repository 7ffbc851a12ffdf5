using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Guotu.Audit.Collecting;
using Guotu.Audit.Sealing;
using Guotu.Audit.Verification;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>Checkpoints leave the machine for the bureau's log server, and what it stored is held against the trail.</summary>
public sealed class CollectorTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Every_checkpoint_reaches_the_log_server_in_its_order_and_later_ones_follow()
    {
        await using var office = await Office.OpenAsync("sqlite");
        using var server = new LogServer();
        await using var sending = Sending(office, server.Address("tcp"));
        await office.SealedAsync(3, 2);
        Assert.Equal(3, await sending.SendAsync(Never));
        await office.SealedAsync(1, 2);
        Assert.Equal(1, await sending.SendAsync(Never));
        Assert.Equal(0, await sending.SendAsync(Never));

        var messages = await server.MessagesAsync(4);
        Assert.Equal([1L, 2, 3, 4], messages.Select(BatchOf));
        Assert.All(messages, m => Assert.Matches(@"^<109>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z guotu-610724 guotu-audit - checkpoint - \{", m));
        Assert.Equal(0, sending.Waiting());
    }

    [Fact]
    public async Task While_the_server_is_away_checkpoints_wait_and_a_new_connection_begins_a_little_earlier()
    {
        await using var office = await Office.OpenAsync("sqlite");
        await office.SealedAsync(CheckpointSending.SentAgain + 4, 1);
        var port = 0;
        using (var server = new LogServer())
        {
            port = server.Port;
            await using var first = Sending(office, server.Address("tcp"));
            Assert.Equal(CheckpointSending.SentAgain + 4, await first.SendAsync(Never));
            await server.MessagesAsync(CheckpointSending.SentAgain + 4);
        }

        await office.SealedAsync(2, 1);
        await using var second = Sending(office, CollectorAddress.Of($"tcp://127.0.0.1:{port}", string.Empty));
        await Assert.ThrowsAsync<IOException>(() => second.SendAsync(Never));
        Assert.True(second.Waiting() > 0);

        using var back = new LogServer(port);
        Assert.Equal(CheckpointSending.SentAgain + 2, await second.SendAsync(Never));
        Assert.Equal(Enumerable.Range(5, CheckpointSending.SentAgain + 2).Select(i => (long)i), (await back.MessagesAsync(CheckpointSending.SentAgain + 2)).Select(BatchOf));
    }

    [Fact]
    public async Task A_server_that_goes_away_between_two_checkpoints_is_connected_to_again()
    {
        await using var office = await Office.OpenAsync("sqlite");
        await office.SealedAsync(1, 1);
        int port;
        await using var sending = Sending(office, null);
        using (var server = new LogServer())
        {
            port = server.Port;
        }

        await using var connected = Sending(office, CollectorAddress.Of($"tcp://127.0.0.1:{port}", string.Empty));
        using (var server = new LogServer(port))
        {
            Assert.Equal(1, await connected.SendAsync(Never));
            await server.MessagesAsync(1);
        }

        await office.SealedAsync(1, 1);
        using var back = new LogServer(port);
        Assert.Equal(2, await connected.SendAsync(Never));
        Assert.Equal([1L, 2], (await back.MessagesAsync(2)).Select(BatchOf));
        Assert.Equal(0, await sending.SendAsync(Never));
    }

    [Fact]
    public async Task Over_tls_the_server_must_come_from_the_named_authority()
    {
        await using var office = await Office.OpenAsync("sqlite");
        await office.SealedAsync(1, 1);
        using var authority = Certificate("CN=authority", null);
        using var other = Certificate("CN=other", null);
        using var own = Certificate("CN=127.0.0.1", authority);
        using var server = new LogServer(0, own);
        await using var trusting = Sending(office, server.Address("tls", Pem(office, authority, "ca.pem")));
        Assert.Equal(1, await trusting.SendAsync(Never));
        Assert.Equal(1, BatchOf(Assert.Single(await server.MessagesAsync(1))));

        await office.SealedAsync(1, 1);
        await using var strict = Sending(office, server.Address("tls", Pem(office, other, "other.pem")));
        await Assert.ThrowsAsync<IOException>(() => strict.SendAsync(Never));
    }

    [Theory]
    [BothDatabases]
    public async Task What_was_removed_from_database_and_checkpoint_file_alike_is_found_by_the_copy_that_left(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.SealedAsync(4, 1);
        var lines = await File.ReadAllLinesAsync(office.CheckpointPath);
        // As a log server stores them, one twice, one lost on the way, something else between.
        var stored = string.Join('\n', lines.Where((_, i) => i != 1).Concat([lines[3]]).Select(l => $"Nov 30 04:00:01 10.1.1.9 guotu-audit: {l}").Prepend("Nov 30 04:00:00 sshd: accepted"));
        var (report, none) = await office.Collected.CompareAsync(Bytes(stored), Never);
        Assert.Empty(none);
        Assert.Equal(new CollectedReport(3, 1, 4, 1), report);

        await office.TamperAsync("DELETE FROM au_leaf WHERE batch_no > 2");
        await office.TamperAsync("DELETE FROM au_batch WHERE batch_no > 2");
        await office.TamperAsync("UPDATE au_sealer SET last_batch = 2");
        await File.WriteAllLinesAsync(office.CheckpointPath, lines.Take(2));
        Assert.DoesNotContain((await office.Verification().RunAsync(Never)).Findings, f => f.Kind is FindingKinds.OlderCopy or FindingKinds.Truncated or FindingKinds.CheckpointFile);

        var (_, found) = await office.Collected.CompareAsync(Bytes(stored), Never);
        Assert.Equal(["batch 3", "batch 4"], found.Select(f => f.Where.Split(": ")[1][..7]));
        Assert.All(found, f => Assert.Equal(FindingKinds.Collected, f.Kind));
    }

    [Fact]
    public async Task A_statement_that_somebody_else_signed_is_named()
    {
        await using var office = await Office.OpenAsync("sqlite");
        await office.SealedAsync(1, 1);
        var line = (await File.ReadAllLinesAsync(office.CheckpointPath))[0];
        var (_, found) = await office.Collected.CompareAsync(Bytes(line.Replace("\"count\":1", "\"count\":2", StringComparison.Ordinal)), Never);
        Assert.Equal("line 1: not signed by this platform", Assert.Single(found).Where);
    }

    [Theory]
    [InlineData("syslog://host:514")]
    [InlineData("tcp://host")]
    [InlineData("tcp://host:0")]
    [InlineData("tcp://host:70000")]
    [InlineData("tcp://a b:514")]
    public void An_address_that_is_none_stops_the_node(string text) => Assert.Throws<InvalidDataException>(() => CollectorAddress.Of(text, string.Empty));

    private static CheckpointSending Sending(Office office, CollectorAddress? address) => new(office.Checkpoints, address, "guotu-610724");

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private static long BatchOf(string message) => Checkpoint.FromLine(message[message.IndexOf('{', StringComparison.Ordinal)..])!.BatchNo;

    private static string Pem(Office office, X509Certificate2 certificate, string name)
    {
        var path = Path.Combine(office.Home, name);
        File.WriteAllText(path, certificate.ExportCertificatePem());
        return path;
    }

    private static X509Certificate2 Certificate(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(issuer is null, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var (from, until) = (new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
        if (issuer is null)
        {
            return request.CreateSelfSigned(from, until);
        }

        using var signed = request.Create(issuer, from, until.AddYears(-1), [1, 2, 3, 4]);
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>A log server on this machine that keeps what it is sent.</summary>
    private sealed class LogServer : IDisposable
    {
        private readonly TcpListener _listener;
        private readonly X509Certificate2? _certificate;
        private readonly List<string> _messages = [];
        private readonly List<TcpClient> _clients = [];
        private readonly SemaphoreSlim _arrived = new(0);

        public LogServer(int port = 0, X509Certificate2? certificate = null)
        {
            _certificate = certificate;
            _listener = new TcpListener(IPAddress.Loopback, port);
            _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _listener.Start();
            _ = AcceptAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public CollectorAddress Address(string transport, string authority = "") => CollectorAddress.Of($"{transport}://127.0.0.1:{Port}", authority)!;

        public async Task<IReadOnlyList<string>> MessagesAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30)), $"{i} of {count} messages came");
            }

            lock (_messages)
            {
                return [.. _messages];
            }
        }

        public void Dispose()
        {
            _listener.Stop();
            foreach (var client in _clients)
            {
                client.Dispose();
            }
        }

        private async Task AcceptAsync()
        {
            while (true)
            {
                TcpClient client;
                try
                {
                    client = await _listener.AcceptTcpClientAsync();
                }
                catch (Exception fault) when (fault is SocketException or ObjectDisposedException or InvalidOperationException)
                {
                    return;
                }

                _clients.Add(client);
                _ = ReadAsync(client);
            }
        }

        private async Task ReadAsync(TcpClient client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (_certificate is not null)
                {
                    var encrypted = new SslStream(stream);
                    await encrypted.AuthenticateAsServerAsync(_certificate);
                    stream = encrypted;
                }

                while (await LengthAsync(stream) is { } length)
                {
                    var message = new byte[length];
                    await stream.ReadExactlyAsync(message);
                    lock (_messages)
                    {
                        _messages.Add(Encoding.ASCII.GetString(message));
                    }

                    _arrived.Release();
                }
            }
            catch (Exception fault) when (fault is IOException or ObjectDisposedException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // The other end left.
                return;
            }
        }

        private static async Task<int?> LengthAsync(Stream stream)
        {
            var (one, length) = (new byte[1], 0);
            while (await stream.ReadAsync(one) == 1)
            {
                if (one[0] == ' ')
                {
                    return length;
                }

                length = (length * 10) + (one[0] - '0');
            }

            return null;
        }
    }
}
