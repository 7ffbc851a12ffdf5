using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Guotu.Testing;

/// <summary>The stand-in library of <c>tests/drivers/sdf-stand-in</c>, built with the system's C compiler once a run.</summary>
public static class StandInDevice
{
    private static readonly Lazy<string> Built = new(Build);

    /// <summary>The collection of tests that use it: what one breaks, all of the process have broken, so they run one after the other.</summary>
    public const string Shared = "the stand-in device";

    public const string Word = "guotu-sdf-1";

    /// <summary>Path of the library.</summary>
    public static string Library
    {
        get
        {
            Assert.SkipUnless(File.Exists("/usr/bin/cc") && File.Exists("/usr/include/openssl/evp.h"), "no C compiler or no headers of libcrypto here");
            return Built.Value;
        }
    }

    /// <summary>Makes one function of the library fail; the empty name makes all work again.</summary>
    public static unsafe void Break(string function)
    {
        var name = Encoding.ASCII.GetBytes(function + '\0');
        var set = (delegate* unmanaged<byte*, void>)NativeLibrary.GetExport(NativeLibrary.Load(Library), "stand_in_break");
        fixed (byte* at = name)
            set(at);
    }

    /// <summary>As if the device was switched off and on: what was opened before is of no use any more.</summary>
    public static unsafe void Reset() => ((delegate* unmanaged<void>)NativeLibrary.GetExport(NativeLibrary.Load(Library), "stand_in_reset"))();

    private static string Build()
    {
        var target = Path.Combine(AppContext.BaseDirectory, $"libguotu-sdf-stand-in-{Environment.ProcessId}.so");
        string[] arguments =
        [
            "-shared", "-fPIC", "-O1", "-Wno-deprecated-declarations", "-o", target,
            Path.Combine(TestData.Checkout, "tests", "drivers", "sdf-stand-in", "sdf_stand_in.c"), "-lcrypto",
        ];
        using var compiler = Process.Start(new ProcessStartInfo("/usr/bin/cc", arguments) { RedirectStandardError = true })!;
        var messages = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, messages);
        return target;
    }
}
