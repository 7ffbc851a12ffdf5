using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Guotu.Testing.Node;

/// <summary><c>guotu serve</c> as a process, which may be killed at a failpoint.</summary>
public sealed class ServingNode : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly CancellationTokenSource _ending = new();

    private ServingNode(Process process, Uri address)
    {
        _process = process;
        Address = address;
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Most memory the process has had in RAM so far, bytes.</summary>
    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Time that the process has computed so far, on all processors together.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>137 after a kill.</summary>
    public int ExitCode => _process.ExitCode;

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts and waits until it answers; with a failpoint (<c>name:n</c>) it may end before that.</summary>
    public static async Task<ServingNode> StartAsync(string home, string? failpoint = null, int? atPort = null)
    {
        var port = atPort ?? FreePort();
        var environment = new Dictionary<string, string>();
        if (failpoint is not null)
        {
            environment["GUOTU_FAILPOINT"] = failpoint;
        }

        var process = GuotuProgram.Start(["serve", "--home", home, "--port", port.ToString(CultureInfo.InvariantCulture)], environment);
        var node = new ServingNode(process, new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/"));
        using var client = new HttpClient { BaseAddress = node.Address };
        for (var i = 0; i < 600 && !process.HasExited; i++)
        {
            try
            {
                if ((await client.GetAsync(new Uri("health", UriKind.Relative))).StatusCode == HttpStatusCode.OK)
                {
                    return node;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        Assert.True(process.HasExited && failpoint is not null, "The node did not come up:\n" + node.Log);
        return node;
    }

    /// <summary>Ends the process as the service manager does, so that it gives back what it had taken.</summary>
    public async Task StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends a signal by its name, such as <c>QUIT</c>.</summary>
    public async Task SignalAsync(string name)
    {
        using var signal = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
    }

    /// <summary>Kills the process from outside after a while, wherever it then is.</summary>
    public async Task KillAfterAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, _ending.Token);
            _process.Kill();
        }
        catch (OperationCanceledException)
        {
            // It ended before.
        }
    }

    /// <summary>Waits for the kill that a failpoint makes.</summary>
    public async Task<bool> WaitForExitAsync(TimeSpan atMost)
    {
        using var limit = new CancellationTokenSource(atMost);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _ending.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }

    /// <summary>A port that was free a moment ago, for a node whose address must be known before it starts.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
