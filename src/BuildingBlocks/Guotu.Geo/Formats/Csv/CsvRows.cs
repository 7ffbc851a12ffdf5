using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Csv;

/// <summary>A cell; an empty one in quotes is text, without quotes no value.</summary>
internal readonly record struct CsvCell(string Text, bool Quoted)
{
    public string? Value => Text.Length == 0 && !Quoted ? null : Text;
}

/// <summary>A row and the line on which it begins.</summary>
internal sealed record CsvRow(int Line, IReadOnlyList<CsvCell> Cells);

/// <summary>Cuts delimited text into rows as RFC 4180 has it: quotes doubled inside quotes, breaks inside quotes kept. Memory for one row.</summary>
internal sealed class CsvRows(TextReader text, char delimiter, int longest)
{
    private int _line = 1;
    private bool _sawCarriageReturn;

    public IEnumerable<CsvRow> Read()
    {
        while (Next() is { } row)
        {
            if (row.Cells.Count > 1 || row.Cells[0].Text.Length > 0 || row.Cells[0].Quoted)
            {
                yield return row;
            }
        }
    }

    private CsvRow? Next()
    {
        if (text.Peek() < 0)
        {
            return null;
        }

        var (row, cell, begin, quoted, size) = (new List<CsvCell>(), new System.Text.StringBuilder(), _line, false, 0);
        while (true)
        {
            var c = Char();
            if (++size > longest)
            {
                throw new FormatFault(new Error(GeoErrors.LineTooLong, ("count", size), ("limit", longest)) { Line = begin });
            }

            if (c == '"' && cell.Length == 0 && !quoted)
            {
                quoted = true;
                ReadQuoted(cell, begin);
            }
            else if (c == delimiter || c is '\n' or -1)
            {
                row.Add(new CsvCell(cell.ToString(), quoted));
                cell.Clear();
                quoted = false;
                if (c != delimiter)
                {
                    return new CsvRow(begin, row);
                }
            }
            else if (quoted && c is not (' ' or '\t'))
            {
                throw FormatFault.AtLine(_line, "引号后面有多余的内容");
            }
            else if (!quoted)
            {
                cell.Append((char)c);
            }
        }
    }

    private void ReadQuoted(System.Text.StringBuilder cell, int begin)
    {
        while (true)
        {
            var c = Raw();
            if (c < 0)
            {
                throw FormatFault.AtLine(begin, "引号没有结束");
            }

            if (c == '"')
            {
                if (text.Peek() != '"')
                {
                    return;
                }

                text.Read();
            }

            cell.Append((char)c);
            if (cell.Length > longest)
            {
                throw new FormatFault(new Error(GeoErrors.LineTooLong, ("count", cell.Length), ("limit", longest)) { Line = begin });
            }
        }
    }

    /// <summary>The next character outside quotes, a break of any kind as '\n'.</summary>
    private int Char()
    {
        var c = Raw();
        if (c != '\r')
        {
            return c;
        }

        if (text.Peek() == '\n')
        {
            Raw();
        }

        return '\n';
    }

    private int Raw()
    {
        var c = text.Read();
        _line += c == '\r' || (c == '\n' && !_sawCarriageReturn) ? 1 : 0;
        _sawCarriageReturn = c == '\r';
        return c;
    }
}
