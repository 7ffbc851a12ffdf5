using System.Runtime.CompilerServices;
using Guotu.Geo.Formats.Native;

namespace Guotu.Testing;

/// <summary>A test program is its own reading process, as the node is: asked to be one, it never gets to its tests.</summary>
internal static class FileReadingEntry
{
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "The entry point of a test program is written by xunit")]
    internal static void Enter()
    {
        if (FileReadingProgram.IsAskedFor(Environment.GetCommandLineArgs()[1..]))
        {
            Environment.Exit(FileReadingProgram.Run());
        }
    }
}
