using System.Text;
using System.Xml;
using System.Xml.Linq;
using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Soundness;
using Guotu.Crypto;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Reading;

/// <summary>
/// Reads BPMN 2.0 XML into a proved process, or says by name and line what cannot be run. What only explains a drawing
/// (lanes, notes, data objects, diagram) is kept in the file and has no effect.
/// </summary>
public static class BpmnReader
{
    /// <summary>Largest file, in MiB.</summary>
    public const int LargestFile = 4;

    /// <summary>Reads and proves a file.</summary>
    /// <param name="file">The bytes of the file; its XML declaration names the encoding.</param>
    /// <param name="posts">Posts that the office has; null where they are checked elsewhere.</param>
    /// <returns>The process; or the first error, with all others in <see cref="Error.Others"/>.</returns>
    public static Result<ProcessDefinition> Read(ReadOnlyMemory<byte> file, IReadOnlySet<string>? posts = null)
    {
        if (file.Length > LargestFile * 1024 * 1024)
        {
            return new Error(FlowErrors.FileTooLarge, ("limit", LargestFile));
        }

        var loaded = Load(file);
        if (!loaded.IsSuccess)
        {
            return loaded.Error!;
        }

        var notes = new ReadingNotes();
        var graph = new ProcessElementReader(notes).Read(loaded.Value);
        if (!notes.IsClean || graph is null)
        {
            return notes.Summary();
        }

        var blocks = SoundnessRules.Check(graph, posts, notes.Add);
        if (!notes.IsClean)
        {
            return notes.Summary();
        }

        // The version hangs on the content, not on the encoding it came in: what is stored as text reads back as the same version.
        var xml = loaded.Value.ToString(SaveOptions.DisableFormatting);
        return new ProcessDefinition(graph, blocks, Sm3.Digest(Encoding.UTF8.GetBytes(xml)).ToString(), xml);
    }

    public static Result<ProcessDefinition> Read(string xml, IReadOnlySet<string>? posts = null) => Read(Encoding.UTF8.GetBytes(xml), posts);

    private static Result<XDocument> Load(ReadOnlyMemory<byte> file)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LargestFile * 1024 * 1024,
            CloseInput = true,
        };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file.ToArray()), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
        }
        catch (XmlException wrong)
        {
            return new Error(FlowErrors.NotReadable) { Line = Math.Max(1, wrong.LineNumber) };
        }
    }
}
