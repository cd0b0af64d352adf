/* SPDX-License-Identifier: GPL-2.0-only */
/* Reads a mailbox by GMime: headers, addresses, references, decoded text. */
#include <fcntl.h>
#include <gmime/gmime.h>
#include <stdio.h>
#include <string.h>

static unsigned long messages, references, bytes;

static void read_part(GMimeObject *parent, GMimeObject *part, gpointer data)
{
	char *text;

	if (!GMIME_IS_TEXT_PART(part))
		return;
	text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
	if (text)
		bytes += strlen(text);
	g_free(text);
}

static void read_message(GMimeMessage *message)
{
	const char *field;

	g_mime_message_get_subject(message);
	g_mime_message_get_date(message);
	g_mime_message_get_message_id(message);
	internet_address_list_length(g_mime_message_get_from(message));
	internet_address_list_length(g_mime_message_get_to(message));
	internet_address_list_length(g_mime_message_get_cc(message));
	field = g_mime_object_get_header(GMIME_OBJECT(message), "References");
	if (field) {
		GMimeReferences *list = g_mime_references_parse(NULL, field);

		references += g_mime_references_length(list);
		g_mime_references_free(list);
	}
	g_mime_message_foreach(message, read_part, NULL);
}

int main(int count, char **arguments)
{
	GMimeStream *stream;
	GMimeParser *parser;

	g_mime_init();
	stream = g_mime_stream_fs_new(open(arguments[1], O_RDONLY));
	parser = g_mime_parser_new_with_stream(stream);
	g_mime_parser_set_format(parser, GMIME_FORMAT_MBOX);
	g_mime_parser_set_respect_content_length(parser, FALSE);
	while (!g_mime_parser_eos(parser)) {
		GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

		if (!message)
			continue;
		messages++;
		read_message(message);
		g_object_unref(message);
	}
	printf("%lu messages, %lu references, %lu bytes of text\n", messages, references, bytes);
	return 0;
}
